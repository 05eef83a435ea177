using Microsoft.ML.Data;

namespace Microsoft.ML.Distributed.Tests;

/// <summary>An example of one of three classes as a user's own class has it.</summary>
public sealed class RawKeyExample
{
    /// <summary>From 0, as keys of classes are.</summary>
    [KeyType(3)]
    public uint Label { get; set; }

    public float A { get; set; }

    public float B { get; set; }

    public float C { get; set; }
}
