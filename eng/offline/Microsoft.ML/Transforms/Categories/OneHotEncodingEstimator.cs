namespace Microsoft.ML.Transforms;

/// <summary>The kinds of encodings; this stand-in encodes by hashes only.</summary>
public sealed class OneHotEncodingEstimator
{
    private OneHotEncodingEstimator()
    {
    }

    public enum OutputKind : byte
    {
        Bag = 1,
        Indicator = 2,
        Key = 3,
        Binary = 4,
    }
}
