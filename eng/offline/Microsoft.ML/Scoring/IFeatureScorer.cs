namespace Microsoft.ML.Data;

/// <summary>A model that scores a vector of features.</summary>
internal interface IFeatureScorer
{
    int FeatureCount { get; }

    float Score(in VBuffer<float> features);
}
