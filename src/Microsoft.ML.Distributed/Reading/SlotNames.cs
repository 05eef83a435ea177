using Microsoft.ML.Data;

namespace Microsoft.ML.Distributed;

/// <summary>Says which of a column's features is meant.</summary>
internal static class SlotNames
{
    /// <summary>A feature by its number and, if it has one, its name.</summary>
    internal static string Of(DataViewSchema.Column column, int feature)
    {
        if (!column.HasSlotNames())
            return $"feature {feature}";
        VBuffer<ReadOnlyMemory<char>> names = default;
        column.GetSlotNames(ref names);
        ReadOnlyMemory<char> name = feature < names.Length ? names.GetItemOrDefault(feature) : default;
        return name.IsEmpty ? $"feature {feature}" : $"feature {feature} ('{name}')";
    }
}
