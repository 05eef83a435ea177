namespace Microsoft.ML.Distributed;

/// <summary>Which columns hold examples.</summary>
/// <param name="Features">The column of features.</param>
/// <param name="Label">The column to predict.</param>
/// <param name="Weight">The column of the examples' weights; null: all weigh 1.</param>
/// <param name="Kind">What the label is.</param>
internal readonly record struct FeatureNames(string Features, string Label, string? Weight, LabelKind Kind);
