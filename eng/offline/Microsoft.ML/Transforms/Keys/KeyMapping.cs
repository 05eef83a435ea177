namespace Microsoft.ML.Transforms;

/// <summary>How one column's values become keys.</summary>
internal sealed record KeyMapping(
    string Output, string Input, int KeysMax, ValueToKeyMappingEstimator.KeyOrdinality Ordinality, bool ValuesAsText);
