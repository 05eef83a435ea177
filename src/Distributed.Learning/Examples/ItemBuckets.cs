using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Distributed.Learning;

/// <summary>
/// Ratings on their way, gathered by item: one bucket an item row, in memory of its own for each block of items, so that it goes as soon as
/// the block is arranged. 8 bytes a rating.
/// </summary>
internal sealed unsafe class ItemBuckets : IDisposable
{
    private readonly RowIndex _users, _items;
    private readonly int[] _counts;
    private readonly Entry*[] _blocks;

    /// <param name="users">Where users stand.</param>
    /// <param name="items">Where items stand; its parts are the blocks.</param>
    /// <param name="itemCounts">Of every item id how many ratings it has.</param>
    internal ItemBuckets(RowIndex users, RowIndex items, int[] itemCounts)
    {
        _users = users;
        _items = items;
        _counts = itemCounts;
        _blocks = new Entry*[items.FirstRows.Length - 1];
        for (int block = 0; block < _blocks.Length; block++)
            _blocks[block] = (Entry*)NativeMemory.Alloc((nuint)Count(block), (nuint)sizeof(Entry));
    }

    ~ItemBuckets() => Free();

    /// <summary>How many ratings a block has.</summary>
    internal int Count(int block)
    {
        int count = 0;
        for (int row = _items.FirstRows[block]; row < _items.FirstRows[block + 1]; row++)
            count = checked(count + CountOf(row));
        return count;
    }

    /// <summary>Makes a writer for each group of chunks; no two write to one place.</summary>
    /// <param name="groups">Of every group, of every item id how many ratings it brings.</param>
    internal Writer[] Writers(IReadOnlyList<int[]> groups)
    {
        Writer[] writers = [.. groups.Select(_ => new Writer(this))];
        for (int block = 0; block < _blocks.Length; block++)
        {
            Entry* next = _blocks[block];
            for (int row = _items.FirstRows[block]; row < _items.FirstRows[block + 1]; row++)
            {
                for (int group = 0; group < writers.Length; group++)
                {
                    writers[group].Next[row] = next;
                    next += groups[group][_items.IdOf[row]];
                }
            }
        }
        return writers;
    }

    /// <summary>Of every user row in <paramref name="counts"/>, how many ratings it has in a block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void CountUsers(int block, Span<int> counts)
    {
        Entry* end = _blocks[block] + Count(block);
        for (Entry* at = _blocks[block]; at < end; at++)
            counts[at->User]++;
    }

    /// <summary>Moves a block's ratings to their users' runs, items ascending, and frees the block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="next">Of every user row where its next rating goes.</param>
    /// <param name="items">Takes the item rows.</param>
    /// <param name="values">Takes the values.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void MoveTo(int block, Span<int> next, Span<int> items, Span<float> values)
    {
        Entry* at = _blocks[block];
        for (int row = _items.FirstRows[block]; row < _items.FirstRows[block + 1]; row++)
        {
            for (Entry* end = at + CountOf(row); at < end; at++)
            {
                int place = next[at->User]++;
                items[place] = row;
                values[place] = at->Value;
            }
        }
        Free(block);
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private int CountOf(int row) => _counts[_items.IdOf[row]];

    private void Free()
    {
        for (int block = 0; block < _blocks.Length; block++)
            Free(block);
    }

    private void Free(int block)
    {
        NativeMemory.Free(_blocks[block]);
        _blocks[block] = null;
    }

    /// <summary>A rating in its item's bucket.</summary>
    internal readonly record struct Entry(int User, float Value);

    /// <summary>Puts the ratings of one group of chunks into their buckets.</summary>
    internal sealed class Writer(ItemBuckets buckets)
    {
        internal readonly Entry*[] Next = new Entry*[buckets._items.Rows];

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        internal void Add(ReadOnlySpan<Rating> ratings)
        {
            ReadOnlySpan<int> users = buckets._users.RowOf, items = buckets._items.RowOf;
            Entry*[] next = Next;
            foreach (ref readonly Rating rating in ratings)
                *next[items[rating.Item]]++ = new(users[rating.User], rating.Value);
        }
    }
}
