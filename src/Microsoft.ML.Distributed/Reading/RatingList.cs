using Distributed.Learning;

namespace Microsoft.ML.Distributed;

/// <summary>Ratings as they come, in chunks, so that growing copies nothing. Filled by one thread.</summary>
internal sealed class RatingList
{
    /// <summary>Ratings of a chunk; the last one of a list has room to spare.</summary>
    internal const int ChunkLength = 1 << 13;

    private readonly List<ReadOnlyMemory<Rating>> _full = [];
    private Rating[] _chunk = [];
    private int _filled;

    /// <summary>How many ratings.</summary>
    internal long Count => ((long)_full.Count * ChunkLength) + _filled;

    internal void Add(Rating rating)
    {
        if (_filled == _chunk.Length)
            NextChunk();
        _chunk[_filled++] = rating;
    }

    /// <summary>What was added, in that order.</summary>
    internal IEnumerable<ReadOnlyMemory<Rating>> Chunks => _filled == 0 ? _full : _full.Append(_chunk.AsMemory(0, _filled));

    private void NextChunk()
    {
        if (_filled > 0)
            _full.Add(_chunk);
        _chunk = new Rating[ChunkLength];
        _filled = 0;
    }
}
