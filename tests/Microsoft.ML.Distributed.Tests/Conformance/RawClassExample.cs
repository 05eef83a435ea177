namespace Microsoft.ML.Distributed.Tests;

/// <summary>An example of one of two classes as a user's own class has it.</summary>
public sealed class RawClassExample
{
    public bool Label { get; set; }

    public float A { get; set; }

    public float B { get; set; }

    public float C { get; set; }
}
