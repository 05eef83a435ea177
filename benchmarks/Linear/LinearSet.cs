using SvmLight;

namespace Benchmarks;

/// <summary>A set to measure on.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Table">The rows, with two labels.</param>
/// <param name="Test">The rows to test on that come with it; null: a part of <paramref name="Table"/>.</param>
internal sealed record LinearSet(string Name, ExampleTable Table, ExampleTable? Test = null);
