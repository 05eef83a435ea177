namespace Microsoft.ML.Data;

/// <summary>A model that scores a vector of features for each of several classes.</summary>
internal interface IClassScorer
{
    int FeatureCount { get; }

    int ClassCount { get; }

    void Score(in VBuffer<float> features, Span<float> scores);
}
