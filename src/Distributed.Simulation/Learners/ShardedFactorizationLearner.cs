using System.Buffers;
using System.Runtime.InteropServices;
using Distributed.Learning;
using ParameterStore;

namespace Distributed.Simulation;

/// <summary>
/// The trainer's matrix factorization: its shards of users, its rotation over blocks of items, its kernel and its first factors. A worker does one
/// block a clock; its users' rows are its own, and the store gets them with each push. Loss: RMSE of the ratings held out.
/// </summary>
/// <remarks>
/// One example shard a worker, which nobody takes over: who comes back goes on with it. Parameters are the trainer's four tables, one after the other.
/// The kernel rounds as with <see cref="MatrixFactorizationSettings.Deterministic"/>, so that bits do not depend on the width of registers.
/// </remarks>
internal sealed class ShardedFactorizationLearner : IGradientLearner
{
    /// <summary>Of the cut and of the first factors.</summary>
    internal const ulong Seed = 17;

    private readonly MatrixFactorizationLearner _learner;
    private readonly Rating[] _evaluated;
    private readonly int _columns;
    private readonly int _itemState, _userFactors, _userState;

    internal ShardedFactorizationLearner(RatingExamples examples, FactorizationPlan plan, int workers)
    {
        Rating[] trained = examples.Slice(0, examples.Trained);
        var shape = new RatingShape(examples.UserCount, examples.ItemCount, workers, plan.BlocksOf(trained.Length, workers, examples.ItemCount), Seed);
        var ratings = RatingShards.Build([trained], shape, threads: 1);

        // the step of a run takes the learning rate's place
        var settings = new MatrixFactorizationSettings { Rank = plan.Rank, Epochs = plan.Epochs, LearningRate = 1, Deterministic = true };
        _learner = new(new() { Ratings = ratings, Settings = settings, Seed = Seed, Workers = workers });
        _evaluated = examples.HeldOut == 0 ? trained : examples.Slice(examples.Trained, examples.HeldOut);
        _columns = _learner.Tables[0].Columns;
        _itemState = ratings.Items * _columns;
        _userFactors = _itemState + (ratings.Items * RowSize);
        _userState = _userFactors + (ratings.Users * _columns);
        Size = _userState + (ratings.Users * RowSize);
        (PullBytes, PushBytes) = Bytes(ratings);
    }

    public int Size { get; }

    /// <summary>Of the tables' row sizes the one that divides the other.</summary>
    public int RowSize => FactorLayout.StateColumns;

    public long PullBytes { get; }

    public long PushBytes { get; }

    public int? Clocks => _learner.Epochs * _learner.BlocksPerEpoch;

    // Its sums of squares are no gradients, and its users' rows are assigned.
    public bool TakesFolds => false;

    public void Start(Span<float> parameters)
    {
        foreach (TableSpec table in _learner.Tables)
        {
            int size = table.Rows * table.Columns;
            table.Initial.Fill(0, table.Columns, parameters[..size]);
            parameters = parameters[size..];
        }
    }

    public void Step(ReadOnlySpan<float> parameters, in BatchId id, float step, UpdateBuilder into)
    {
        var block = new BlockId(id.Seat, id.Clock / _learner.BlocksPerEpoch, id.Clock % _learner.BlocksPerEpoch);
        int items = _learner.Rotation.BlockAt(block.Shard, block.Index);
        RatingShards ratings = _learner.Ratings;
        RowRange itemRows = ratings.ItemRowsOf(items), userRows = ratings.UserRowsOf(block.Shard);
        float[] working = ArrayPool<float>.Shared.Rent(Size);
        ReadOnlySpan<RowRange> touched =
        [
            Part(0, itemRows, _columns), Part(_itemState, itemRows, RowSize), Part(_userFactors, userRows, _columns), Part(_userState, userRows, RowSize),
        ];
        foreach (RowRange part in touched)
            parameters[part.Start..part.End].CopyTo(working.AsSpan(part.Start));
        var pass = FactorPass.At(block, _learner.BlocksPerEpoch, _learner.Settings, ratings.Deviation, step);
        MatrixFactorizationKernel.Update(ratings.Block(block.Shard, items), Rows(working.AsSpan(0, Size)), pass);
        foreach (RowRange part in touched)
            Collect(parameters, working, part, into);
        ArrayPool<float>.Shared.Return(working);
    }

    public double Loss(ReadOnlySpan<float> parameters)
    {
        // evaluation only reads
        Span<float> rows = MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(parameters), parameters.Length);
        return MatrixFactorizationEvaluation.Evaluate(_evaluated, _learner.Ratings, Rows(rows), _learner.Settings).RootMean;
    }

    private static RowRange Part(int table, RowRange rows, int columns) => new(table + (rows.Start * columns), table + (rows.End * columns));

    private void Collect(ReadOnlySpan<float> pulled, ReadOnlySpan<float> working, RowRange part, UpdateBuilder into)
    {
        for (int at = part.Start; at < part.End; at += RowSize)
        {
            ReadOnlySpan<float> before = pulled.Slice(at, RowSize), after = working.Slice(at, RowSize);
            if (before.SequenceEqual(after))
                continue;
            Span<float> change = into.Row(at / RowSize);
            for (int i = 0; i < change.Length; i++)
                change[i] = after[i] - before[i];
        }
    }

    private FactorRows Rows(Span<float> tables) => new()
    {
        ItemFactors = tables[.._itemState],
        ItemState = tables[_itemState.._userFactors],
        UserFactors = tables[_userFactors.._userState],
        UserState = tables[_userState..],
    };

    // Shared rows of a block each clock; a shard's own rows are written once an epoch.
    private (long Pull, long Push) Bytes(RatingShards ratings)
    {
        long row = sizeof(float) * (_columns + RowSize);
        long shared = row * Enumerable.Range(0, ratings.Blocks).Max(block => ratings.ItemRowsOf(block).Count);
        long owned = row * Enumerable.Range(0, ratings.Shards).Max(shard => ratings.UserRowsOf(shard).Count);
        return (shared, shared + (owned / ratings.Blocks));
    }
}
