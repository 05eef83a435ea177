using Microsoft.ML;
using SvmLight;

namespace Benchmarks;

/// <summary>A part of a set, as the sides take it.</summary>
/// <param name="Table">The rows.</param>
/// <param name="Positive">The label that is true.</param>
/// <param name="View">The same rows to ML.NET.</param>
internal sealed record LinearPart(ExampleTable Table, float Positive, IDataView View)
{
    public int Rows => Table.Count;
}
