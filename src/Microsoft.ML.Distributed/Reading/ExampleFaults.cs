using Microsoft.ML.Data;

namespace Microsoft.ML.Distributed;

/// <summary>What is wrong with a row of examples, and what to do.</summary>
internal static class ExampleFaults
{
    internal static string OfWeight(float weight, in FeatureColumns columns) =>
        $"has the weight {weight} in column '{columns.Weight!.Value.Name}', but weights must be finite and at least 0; correct it, or leave such rows out, with mlContext.Data.FilterRowsByColumn(data, \"{columns.Weight.Value.Name}\", lowerBound: 0).";

    internal static string OfLabel(float number, uint key, in FeatureColumns columns)
    {
        string label = columns.Label.Name;
        if (columns.Kind == LabelKind.Number)
            return $"has the value {number} in the label column '{label}'; leave such rows out, with mlContext.Data.FilterRowsByMissingValues(data, \"{label}\") for NaN and FilterRowsByColumn for infinities.";
        return key == 0
            ? $"has no key (0) in the label column '{label}', as a value that MapValueToKey has not seen; leave such rows out, with mlContext.Data.FilterRowsByMissingValues(data, \"{label}\")."
            : $"has key {key} in the label column '{label}', whose type has {columns.Classes} keys; correct the type's number of keys, or map the values with MapValueToKey.";
    }

    internal static string OfFeatures(in VBuffer<float> features, in FeatureColumns columns)
    {
        string name = columns.Features.Name;
        if (features.Length != columns.Count)
            return $"has {features.Length} features in column '{name}', whose type has {columns.Count}; correct the view that gives them.";
        ReadOnlySpan<float> values = features.GetValues();
        ReadOnlySpan<int> indices = features.GetIndices();
        for (int i = 0; i < values.Length; i++)
        {
            int feature = indices.IsEmpty ? i : indices[i];
            if (!indices.IsEmpty && (feature >= columns.Count || feature <= (i == 0 ? -1 : indices[i - 1])))
                return $"has features in column '{name}' whose indices do not ascend from 0 to at most {columns.Count - 1}: {feature} comes {(i == 0 ? "first" : $"after {indices[i - 1]}")}; correct the view that gives them.";
            if (!float.IsFinite(values[i]))
                return $"has {values[i]} as {SlotNames.Of(columns.Features, feature)} in column '{name}'; {Remedy(values[i], name)}";
        }

        throw new InvalidOperationException($"A row of '{name}' was refused, but nothing is wrong with it.");
    }

    private static string Remedy(float value, string name) => float.IsNaN(value)
        ? $"put a number in its place, with mlContext.Transforms.ReplaceMissingValues(\"{name}\"), or leave such rows out, with mlContext.Data.FilterRowsByMissingValues(data, \"{name}\")."
        : "bring it into range before this trainer, or leave such rows out.";
}
