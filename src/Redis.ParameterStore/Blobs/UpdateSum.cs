using System.Runtime.InteropServices;
using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>
/// The shared parts of several pushes as one update: deltas summed up in the order of the pushes. A single push's are handed through without a copy. Memory is used again; beginning anew costs nothing a row. The pushes stay lent until the sum was encoded.
/// </summary>
internal sealed class UpdateSum
{
    private readonly List<TableSum> _tables = [];
    private readonly List<TablePush> _shared = [];
    private IReadOnlyList<TableSpec> _specs = [];
    private int _pushes;

    /// <summary>The shared tables' parts: at most one a table once there are several pushes. Valid until the next call.</summary>
    internal ReadOnlySpan<TablePush> Shared => CollectionsMarshal.AsSpan(_shared);

    /// <summary>Starts over.</summary>
    internal void Begin(IReadOnlyList<TableSpec> specs)
    {
        _specs = specs;
        _pushes = 0;
        _shared.Clear();
        foreach (TableSum table in _tables)
            table.Clear();
        while (_tables.Count < specs.Count)
            _tables.Add(new());
    }

    /// <summary>Adds a push that was checked.</summary>
    internal void Add(Push push)
    {
        _pushes++;
        if (_pushes == 2)
        {
            foreach (ref readonly TablePush part in Shared)
                Sum(part);
        }
        foreach (ref readonly TablePush part in push.Tables)
        {
            // owned rows have one writer, so they are never summed: each push's go as they are
            if (_specs[part.Table.Index].Sharing.IsOwned)
                continue;
            if (_pushes == 1)
                _shared.Add(part);
            else
                Sum(part);
        }
        if (_pushes > 1)
            ListSums();
    }

    private void Sum(in TablePush part) => _tables[part.Table.Index].Add(part, _specs[part.Table.Index]);

    private void ListSums()
    {
        _shared.Clear();
        for (int i = 0; i < _specs.Count; i++)
            if (!_tables[i].Ranges.IsEmpty)
                _shared.Add(new(new(i), _tables[i].Ranges, _tables[i].Image));
    }
}
