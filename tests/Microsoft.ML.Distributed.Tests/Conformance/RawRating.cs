namespace Microsoft.ML.Distributed.Tests;

/// <summary>A rating as a user's own class has it.</summary>
public sealed class RawRating
{
    public string User { get; set; } = "";

    public int Item { get; set; }

    public float Label { get; set; }
}
