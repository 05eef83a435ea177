using System.Collections;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A vector, dense or sparse, over buffers that are reused from row to row.</summary>
public readonly struct VBuffer<T> : IEnumerable
{
    public readonly int Length;

    private readonly T[] _values;
    private readonly int[] _indices;
    private readonly int _count;

    public VBuffer(int length, T[] values, int[] indices = null)
        : this(length, length, values, indices)
    {
    }

    public VBuffer(int length, int count, T[] values, int[] indices)
    {
        Check.Argument(length >= 0, nameof(length), "A length cannot be negative.");
        Check.Argument(0 <= count && count <= length, nameof(count), "The count lies between zero and the length.");
        Check.Argument((values?.Length ?? 0) >= count, nameof(values), "There are fewer values than the count says.");
        Check.Argument(count == length || (indices?.Length ?? 0) >= count, nameof(indices), "There are fewer indices than the count says.");
        Length = length;
        _count = count;
        _values = values;
        _indices = indices;
    }

    public bool IsDense => _count == Length;

    public ReadOnlySpan<T> GetValues() => _values.AsSpan(0, _count);

    public ReadOnlySpan<int> GetIndices() => IsDense ? default : _indices.AsSpan(0, _count);

    public void CopyToDense(ref VBuffer<T> destination)
    {
        VBufferEditor<T> editor = VBufferEditor.Create(ref destination, Length);
        CopyTo(editor.Values);
        destination = editor.Commit();
    }

    public void CopyTo(ref VBuffer<T> destination)
    {
        VBufferEditor<T> editor = VBufferEditor.Create(ref destination, Length, _count);
        GetValues().CopyTo(editor.Values);
        GetIndices().CopyTo(editor.Indices);
        destination = editor.Commit();
    }

    public void CopyTo(ref VBuffer<T> destination, int sourceIndex, int length)
    {
        Check.Argument(0 <= sourceIndex && sourceIndex <= Length, nameof(sourceIndex), "Outside of the vector.");
        Check.Argument(0 <= length && sourceIndex <= Length - length, nameof(length), "Reaches beyond the vector's end.");
        int first = IsDense ? sourceIndex : FirstAtOrAfter(sourceIndex);
        int count = IsDense ? length : FirstAtOrAfter(sourceIndex + length) - first;
        VBufferEditor<T> editor = VBufferEditor.Create(ref destination, length, count);
        _values.AsSpan(first, count).CopyTo(editor.Values);
        for (int i = 0; i < editor.Indices.Length; i++)
            editor.Indices[i] = _indices[first + i] - sourceIndex;
        destination = editor.Commit();
    }

    public void CopyTo(Span<T> destination) => CopyTo(destination, 0);

    public void CopyTo(Span<T> destination, int destinationIndex, T defaultValue = default)
    {
        Check.Argument(0 <= destinationIndex && destinationIndex <= destination.Length - Length, nameof(destination), "Too short for these values.");
        Span<T> target = destination.Slice(destinationIndex, Length);
        if (IsDense)
        {
            GetValues().CopyTo(target);
            return;
        }
        target.Fill(defaultValue);
        for (int i = 0; i < _count; i++)
            target[_indices[i]] = _values[i];
    }

    public static void Copy(T[] source, int sourceIndex, ref VBuffer<T> destination, int length)
    {
        int size = source?.Length ?? 0;
        Check.Argument(0 <= length && length <= size, nameof(length), "Longer than the source.");
        Check.Argument(0 <= sourceIndex && sourceIndex <= size - length, nameof(sourceIndex), "Outside of the source.");
        VBufferEditor<T> editor = VBufferEditor.Create(ref destination, length, length);
        source.AsSpan(sourceIndex, length).CopyTo(editor.Values);
        destination = editor.Commit();
    }

    public IEnumerable<KeyValuePair<int, T>> Items(bool all = false)
    {
        VBuffer<T> self = this;
        return all ? self.DenseValues().Select((value, i) => KeyValuePair.Create(i, value))
            : Enumerable.Range(0, self._count).Select(i => KeyValuePair.Create(self.IsDense ? i : self._indices[i], self._values[i]));
    }

    public IEnumerable<T> DenseValues()
    {
        int next = 0;
        for (int slot = 0; slot < Length; slot++)
        {
            bool held = IsDense || (next < _count && _indices[next] == slot);
            yield return held ? _values[next++] : default;
        }
    }

    public void GetItemOrDefault(int index, ref T destination) => destination = GetItemOrDefault(index);

    public T GetItemOrDefault(int index)
    {
        Check.Argument(0 <= index && index < Length, nameof(index), "Outside of the vector.");
        if (IsDense)
            return _values[index];
        int at = Array.BinarySearch(_indices ?? [], 0, _count, index);
        return at >= 0 ? _values[at] : default;
    }

    public override string ToString() =>
        IsDense ? $"Dense vector of size {Length}" : $"Sparse vector of size {Length}, {_count} explicit values";

    public IEnumerator GetEnumerator() => _values.GetEnumerator();

    internal VBufferEditor<T> GetEditor(int length, int count, int? capacity, bool keep, bool withIndices)
    {
        T[] values = Grown(_values, count, capacity, keep);
        bool wantsIndices = count < length || withIndices;
        int[] indices = wantsIndices ? Grown(_indices, count, capacity, keep) : _indices;
        return new VBufferEditor<T>(length, count, values, indices, wantsIndices, values != _values, indices != _indices);
    }

    internal VBufferEditor<T> GetEditor() => GetEditor(Length, _count, null, false, false);

    private static TItem[] Grown<TItem>(TItem[] array, int size, int? capacity, bool keep)
    {
        if ((array?.Length ?? 0) >= size)
            return array;
        int room = (int)Math.Min(Math.Max(2L * (array?.Length ?? 0), size), Math.Min(capacity ?? Array.MaxLength, Array.MaxLength));
        var grown = new TItem[Math.Max(room, size)];
        if (keep)
            array?.CopyTo(grown, 0);
        return grown;
    }

    private int FirstAtOrAfter(int slot)
    {
        int at = Array.BinarySearch(_indices ?? [], 0, _count, slot);
        return at >= 0 ? at : ~at;
    }
}
