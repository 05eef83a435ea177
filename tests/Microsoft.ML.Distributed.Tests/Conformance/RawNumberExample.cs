namespace Microsoft.ML.Distributed.Tests;

/// <summary>An example of a number to predict as a user's own class has it.</summary>
public sealed class RawNumberExample
{
    public float Label { get; set; }

    public float A { get; set; }

    public float B { get; set; }

    public float C { get; set; }
}
