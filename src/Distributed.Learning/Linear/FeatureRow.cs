namespace Distributed.Learning;

/// <summary>The features of one example: all of them in order, or those that are not zero.</summary>
public readonly ref struct FeatureRow
{
    internal FeatureRow(ReadOnlySpan<int> indices, ReadOnlySpan<float> values, bool isDense)
    {
        Indices = indices;
        Values = values;
        IsDense = isDense;
    }

    /// <summary>Which features, ascending; empty if the row holds all of them.</summary>
    public ReadOnlySpan<int> Indices { get; }

    /// <summary>Their values.</summary>
    public ReadOnlySpan<float> Values { get; }

    /// <summary>Whether the row holds every feature's value.</summary>
    public bool IsDense { get; }
}
