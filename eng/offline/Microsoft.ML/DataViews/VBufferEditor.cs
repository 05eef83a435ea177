using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Makes editors, which reuse a vector's buffers.</summary>
public static class VBufferEditor
{
    public static VBufferEditor<T> CreateFromBuffer<T>(scoped ref VBuffer<T> destination) => destination.GetEditor();

    public static VBufferEditor<T> Create<T>(
        scoped ref VBuffer<T> destination,
        int newLogicalLength,
        int? valuesCount = null,
        int? maxValuesCapacity = null,
        bool keepOldOnResize = false,
        bool requireIndicesOnDense = false)
    {
        Check.Argument(newLogicalLength >= 0, nameof(newLogicalLength), "A length cannot be negative.");
        int count = valuesCount ?? newLogicalLength;
        Check.Argument(0 <= count && count <= newLogicalLength, nameof(valuesCount), "Lies between zero and the length.");
        return destination.GetEditor(newLogicalLength, count, maxValuesCapacity, keepOldOnResize, requireIndicesOnDense);
    }
}
