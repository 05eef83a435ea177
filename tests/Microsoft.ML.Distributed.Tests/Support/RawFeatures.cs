using Microsoft.ML.Data;

namespace Microsoft.ML.Distributed.Tests;

/// <summary>An example as a view gives it.</summary>
/// <param name="Label">Above 0 for true; a key is it rounded.</param>
/// <param name="Features">As they come, right or wrong.</param>
/// <param name="Weight">As it comes.</param>
internal sealed record RawFeatures(float Label, VBuffer<float> Features, float Weight = 1)
{
    internal RawFeatures(float label, params float[] features)
        : this(label, new VBuffer<float>(features.Length, features))
    {
    }
}
