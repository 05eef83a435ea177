using ParameterStore;

namespace Distributed.Learning;

/// <summary>
/// A rating matrix, cut into example shards (disjoint users) of blocks (disjoint items), in columns. Users and items that have a rating are
/// renumbered as table rows so that every example shard owns contiguous user rows and every block touches contiguous item rows.
/// A pure function of the ratings as a set, the shape and the seed: the order in which they were read does not matter. Immutable.
/// </summary>
/// <remarks>Memory: 8 bytes a rating and 8 a run (the ratings of one user in one block), 8 a user, 8 an item.</remarks>
public sealed class RatingShards
{
    private readonly RatingColumns[] _blocks;
    private readonly RowIndex _users, _items;

    internal RatingShards(RatingColumns[] blocks, RowIndex users, RowIndex items)
    {
        _blocks = blocks;
        _users = users;
        _items = items;
    }

    /// <summary>How many user rows: users with a rating.</summary>
    public int Users => _users.Rows;

    /// <summary>How many item rows: items with a rating.</summary>
    public int Items => _items.Rows;

    /// <summary>How many ratings; of all processes, if each has only its own.</summary>
    public long Count { get; internal init; }

    /// <summary>
    /// If several processes have only their own ratings: of every process its first example shard, which end where the next one's begin. Blocks of the
    /// others' shards are empty here. Empty: all ratings are here.
    /// </summary>
    public IReadOnlyList<int> HomeShards { get; internal init; } = [];

    /// <summary>Which of <see cref="HomeShards"/> is this process's, from 0.</summary>
    public int Home { get; internal init; }

    /// <summary>What was subtracted from every value: the mean of all, or 0 if the shape did not ask to center.</summary>
    public double Mean { get; internal init; }

    /// <summary>The root of the mean square of the values less <see cref="Mean"/>: of centered ratings the standard deviation. 1 if it were 0. &gt; 0.</summary>
    public double Deviation { get; internal init; } = 1;

    /// <summary>The ratings' standard deviation as a part of <see cref="Deviation"/>, 0 … 1: 1 if centered.</summary>
    internal double SpreadShare { get; init; } = 1;

    /// <summary>How many example shards.</summary>
    public int Shards => _users.FirstRows.Length - 1;

    /// <summary>How many blocks an example shard has.</summary>
    public int Blocks => _blocks.Length;

    /// <summary>Of every example shard its first user row, and last <see cref="Users"/>: the boundaries of owned rows.</summary>
    public ReadOnlySpan<int> FirstUserRows => _users.FirstRows;

    /// <summary>Of every user row its user id: the owner keys.</summary>
    public ReadOnlySpan<int> UserIds => _users.IdOf;

    /// <summary>Of every item row its item id.</summary>
    public ReadOnlySpan<int> ItemIds => _items.IdOf;

    /// <summary>Of every user id its row; −1 without a rating.</summary>
    public ReadOnlySpan<int> UserRows => _users.RowOf;

    /// <summary>Of every item id its row; −1 without a rating.</summary>
    public ReadOnlySpan<int> ItemRows => _items.RowOf;

    /// <summary>The user rows that an example shard owns.</summary>
    public RowRange UserRowsOf(int shard) => new(_users.FirstRows[shard], _users.FirstRows[shard + 1]);

    /// <summary>The item rows that a block touches.</summary>
    public RowRange ItemRowsOf(int block) => new(_items.FirstRows[block], _items.FirstRows[block + 1]);

    /// <summary>The ratings of one example shard in one block.</summary>
    public RatingBlock Block(int shard, int block) => _blocks[block].Of(shard, ItemRowsOf(block));

    /// <summary>A hash of everything that was cut, and of how. Uses several threads.</summary>
    internal ulong Hash()
    {
        var hashes = new ulong[_blocks.Length + 4];
        Parallel.For(0, _blocks.Length, block => hashes[block] = _blocks[block].Hash());
        hashes[^4] = DataHash.Of(UserIds, 0);
        hashes[^3] = DataHash.Of(FirstUserRows, 0);
        hashes[^2] = DataHash.Of(ItemIds, 0);
        hashes[^1] = BitConverter.DoubleToUInt64Bits(Mean);
        return DataHash.Combine(hashes);
    }

    /// <summary>Cuts ratings into example shards.</summary>
    /// <param name="chunks">The ratings, in any order and chunks.</param>
    /// <param name="shape">How to cut.</param>
    /// <param name="threads">The most threads to use, ≥ 1; has no influence on the result.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">The shape is out of range, or an id is not under the shape's number.</exception>
    /// <exception cref="OverflowException">A block has 2³¹ ratings or more; ask for more blocks.</exception>
    /// <remarks>
    /// Time: linear. Memory beside the chunks: 8 bytes a rating that go block by block as the result's 8 come, and the result's runs.
    /// </remarks>
    public static RatingShards Build(
        IReadOnlyList<ReadOnlyMemory<Rating>> chunks, RatingShape shape, int threads, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(chunks);
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        shape.Validate();
        return new RatingShardsBuilder(chunks, shape, threads, cancellationToken).Build();
    }
}
