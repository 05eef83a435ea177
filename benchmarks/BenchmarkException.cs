namespace Benchmarks;

/// <summary>A mistake on the command line or in the files it names: its message is the whole output.</summary>
internal sealed class BenchmarkException(string message) : Exception(message);
