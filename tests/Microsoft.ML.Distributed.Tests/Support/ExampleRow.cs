namespace Microsoft.ML.Distributed.Tests;

/// <summary>An example: its class is whether the label is above 0.</summary>
public sealed record ExampleRow(float Label, float[] Features, float Weight = 1);
