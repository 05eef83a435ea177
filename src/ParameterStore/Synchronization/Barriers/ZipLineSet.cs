namespace ParameterStore;

/// <summary>ZipLine's ordered set Z: at most one end of every worker, in order of time. What is taken out of the middle shifts those behind it.</summary>
internal ref struct ZipLineSet(Span<BarrierEnd> room)
{
    private readonly Span<BarrierEnd> _room = room;
    private int _first;
    private int _end;

    public readonly int Count => _end - _first;

    public readonly BarrierEnd First => _room[_first];

    public readonly ReadOnlySpan<BarrierEnd> Ends => _room[_first.._end];

    /// <summary>Adds an end that comes after all others.</summary>
    public void Append(BarrierEnd end) => _room[_end++] = end;

    public void RemoveFirst() => _first++;

    public void RemoveAt(int index)
    {
        _room[(_first + index + 1).._end].CopyTo(_room[(_first + index)..]);
        _end--;
    }
}
