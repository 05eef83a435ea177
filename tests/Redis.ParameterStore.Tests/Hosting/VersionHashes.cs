using ParameterStore;

namespace Redis.ParameterStore.Tests;

/// <summary>The oracle of stores with several readers: at equal versions all replicas have equal bits. Safe for concurrent use.</summary>
internal sealed class VersionHashes
{
    private readonly Dictionary<StoreVersion, ulong> _hashes = [];

    /// <summary>How many versions were seen.</summary>
    internal int Count
    {
        get
        {
            lock (_hashes)
                return _hashes.Count;
        }
    }

    /// <exception cref="InvalidOperationException">Another replica had other bits at the version.</exception>
    internal void Add((StoreVersion Version, ulong Hash) read)
    {
        lock (_hashes)
        {
            if (!_hashes.TryAdd(read.Version, read.Hash) && _hashes[read.Version] != read.Hash)
                throw new InvalidOperationException($"Two replicas differ at {read.Version}.");
        }
    }
}

public sealed class VersionHashesTests
{
    [Fact]
    public void Other_bits_at_one_version_are_noticed()
    {
        var hashes = new VersionHashes();
        hashes.Add((new(1, 5), 7));
        hashes.Add((new(1, 5), 7));
        hashes.Add((new(2, 6), 8));
        hashes.Count.Should().Be(2);
        hashes.Invoking(h => h.Add((new(1, 5), 8))).Should().Throw<InvalidOperationException>();
    }
}
