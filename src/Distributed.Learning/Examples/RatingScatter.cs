namespace Distributed.Learning;

/// <summary>Takes ratings and keeps those whose users belong to some neighbouring example shards.</summary>
internal readonly ref struct RatingScatter
{
    private readonly ReadOnlySpan<int> _userRowOf, _itemRowOf;
    private readonly int _firstRow;
    private readonly UserRatings[] _shards;
    private readonly ushort[] _shardOf;

    internal RatingScatter(RowIndex users, RowIndex items, UserRatings[] shards, int firstShard, int endShard)
    {
        _userRowOf = users.RowOf;
        _itemRowOf = items.RowOf;
        _shards = shards;
        _firstRow = users.FirstRows[firstShard];
        _shardOf = new ushort[users.FirstRows[endShard] - _firstRow];
        for (int shard = firstShard; shard < endShard; shard++)
            _shardOf.AsSpan(users.FirstRows[shard] - _firstRow, users.FirstRows[shard + 1] - users.FirstRows[shard]).Fill((ushort)shard);
    }

    internal void Add(ReadOnlySpan<Rating> ratings)
    {
        foreach (Rating rating in ratings)
        {
            int row = _userRowOf[rating.User], mine = row - _firstRow;
            if ((uint)mine < (uint)_shardOf.Length)
                _shards[_shardOf[mine]].Add(row, _itemRowOf[rating.Item], rating.Value);
        }
    }
}
