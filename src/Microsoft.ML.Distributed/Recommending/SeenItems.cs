using Distributed.Learning;

namespace Microsoft.ML.Distributed;

/// <summary>Which items users know already, to be left out of recommendations. Immutable. Memory: 4 bytes a pair and a user.</summary>
public sealed class SeenItems
{
    private readonly int[] _starts;
    private readonly uint[] _items;

    private SeenItems(int items, int[] starts, RatingData pairs)
    {
        Items = items;
        _starts = starts;
        _items = new uint[starts[^1]];
        int[] next = starts[..^1];
        foreach (ReadOnlyMemory<Rating> chunk in pairs.Ratings)
        {
            foreach (Rating pair in chunk.Span)
                _items[next[pair.User]++] = (uint)pair.Item + 1;
        }

        for (int user = 0; user < Users; user++)
            _items.AsSpan(starts[user]..starts[user + 1]).Sort();
    }

    /// <summary>How many user keys there are.</summary>
    public int Users => _starts.Length - 1;

    /// <summary>How many item keys there are.</summary>
    public int Items { get; }

    /// <summary>Reads the pairs of a view.</summary>
    /// <param name="data">For example the training data.</param>
    /// <param name="userColumnName">The key column of the users.</param>
    /// <param name="itemColumnName">The key column of the items.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">A column is missing or no key, a key is missing, there are too many user keys, or the data is empty.</exception>
    public static SeenItems From(IDataView data, string userColumnName, string itemColumnName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentException.ThrowIfNullOrEmpty(userColumnName);
        ArgumentException.ThrowIfNullOrEmpty(itemColumnName);
        RatingColumns columns = RatingColumns.Find(data.Schema, userColumnName, itemColumnName, null, nameof(data)) with { Users = MatrixAxis.Columns };
        if (columns.ColumnCount >= Array.MaxLength)
        {
            throw new ArgumentOutOfRangeException(
                nameof(data), $"The user column '{userColumnName}' has {columns.ColumnCount} keys, but at most {Array.MaxLength - 1} fit; map its values with MapValueToKey, which gives keys only to those that occur.");
        }

        RatingData pairs = RatingReader.Read(data, columns, default, Environment.ProcessorCount, nameof(data), cancellationToken);
        return new(columns.RowCount, StartsOf(pairs, columns.ColumnCount), pairs);
    }

    /// <summary>A user's items, by ascending key.</summary>
    /// <param name="user">The user's key, from 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The key is 0 or beyond <see cref="Users"/>.</exception>
    public ReadOnlySpan<uint> Of(uint user)
    {
        if (user - 1 >= (uint)Users)
            throw new ArgumentOutOfRangeException(nameof(user), user, $"Key {user} is not from 1 to {Users}.");
        return _items.AsSpan(_starts[user - 1].._starts[user]);
    }

    private static int[] StartsOf(RatingData pairs, int users)
    {
        var starts = new int[users + 1];
        foreach (ReadOnlyMemory<Rating> chunk in pairs.Ratings)
        {
            foreach (Rating pair in chunk.Span)
                starts[pair.User + 1]++;
        }

        for (int user = 0; user < users; user++)
            starts[user + 1] = checked(starts[user] + starts[user + 1]);
        return starts;
    }
}
