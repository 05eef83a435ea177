namespace Microsoft.ML.Distributed.Tests;

/// <summary>Holds the matrix factorization trainer to what is expected of all.</summary>
public sealed class MatrixFactorizationConformanceTests : MatrixFactorizationConformance;
