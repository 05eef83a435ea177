using static ParameterStore.Tests.StoreFixtures;

namespace ParameterStore.Tests;

/// <summary>
/// Runs a random history against a store and the model: tries, steps with weights, resends, stale leases, seals, snapshots, and replicas that
/// pull at different times. At equal versions all replicas must have equal bits.
/// </summary>
internal sealed class StoreCheck
{
    private const int Steps = 300;
    private const int Seats = 3;
    private static readonly TableSpec _owned = new("owned", 9, 2) { Sharing = Sharing.OwnedBy([0, 3, 6, 9], OwnedDurability.EveryCommit) };

    private readonly int _seed;
    private readonly Random _random;
    private readonly TableSpec _shared;
    private readonly StoreModel _model;

    // The last two as snapshots and checks pull.
    private readonly Replica[] _replicas = [new(), new(), new() { HoldsState = true }, new() { HoldsState = true }];
    private readonly Dictionary<(StoreVersion, bool), ulong> _hashes = [];
    private readonly WorkerId[] _workers = [.. Enumerable.Range(0, Seats).Select(seat => new WorkerId(seat, 0))];
    private readonly int[] _clocks = new int[Seats];
    private readonly Push?[] _staged = new Push?[Seats];
    private readonly List<Commit[]> _sent = [];
    private long _token = 1;
    private IParameterStore _store;

    private StoreCheck(IParameterStore store, int seed, PlainFold fold)
    {
        _shared = new("shared", 13, 5) { Fold = fold.Fold };
        _model = new(fold, _shared, _owned);
        _store = store;
        _seed = seed;
        _random = new(seed);
    }

    /// <exception cref="InvalidOperationException">The store does what the model does not; seed and step are named.</exception>
    public static async Task RunAsync(Func<ValueTask<IParameterStore>> create, int seed, PlainFold fold)
    {
        var check = new StoreCheck(await create(), seed, fold);
        try
        {
            await check.RunAsync(create);
        }
        finally
        {
            await check._store.DisposeAsync();
        }
    }

    private async Task RunAsync(Func<ValueTask<IParameterStore>> create)
    {
        await _store.CreateTableAsync(_shared, None);
        await _store.CreateTableAsync(_owned, None);
        for (int step = 0; step < Steps; step++)
        {
            try
            {
                await StepAsync(create);
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"Seed {_seed}, step {step}: {error.Message}", error);
            }
        }
    }

    private Task StepAsync(Func<ValueTask<IParameterStore>> create) => _random.Next(20) switch
    {
        < 7 => StageAsync(_random.Next(Seats)),
        < 11 => CommitAsync(),
        < 12 => ResendAsync(),
        < 13 => SealAsync(_random.Next(Seats)),
        < 14 => RestoreAsync(create),
        _ => PullAsync(_replicas[_random.Next(_replicas.Length)]),
    };

    private async Task StageAsync(int seat)
    {
        int attempt = _staged[seat] is { } older ? older.Attempt.Try + 1 : 0;
        var push = new Push();
        push.Reset(new(_workers[seat], _clocks[seat], attempt), _replicas[_random.Next(_replicas.Length)].Version);
        push.Add(new BlockId(seat, 0, 0));
        push.Add(new TablePush(Rows(0, _shared, 0, _shared.Rows), Image(_shared)) { Pulled = Image(_shared) });
        if (_random.Next(2) == 0)
            push.Add(new TablePush(Rows(1, _owned, seat * 3, 3), Image(_owned)));
        Same(await _store.StageAsync(push, None), _model.Stage(push), "staging");
        _staged[seat] = push;
    }

    private async Task CommitAsync()
    {
        float[] weights = [1, 1, 1, 0, 0.5f, 3];
        Commit[] step = [.. Enumerable.Range(0, Seats).Where(s => _staged[s] is not null && _random.Next(3) > 0)
            .Select(s => new Commit(_staged[s]!.Attempt, weights[_random.Next(weights.Length)]))];
        if (step.Length == 0)
            return;
        _random.Shuffle(step);
        Fence fence = _random.Next(4) switch { 0 => new(_token++), 1 when _token > 2 => new(_token - 2), _ => Fence.None };
        CommitResult result = await _store.CommitAsync(step, fence, None);
        CommitOutcome expected = _model.Commit(step, fence);
        Same(result, new CommitResult(expected, _model.Version), "a commit");
        if (expected != CommitOutcome.Applied)
            return;
        _sent.Add(step);
        foreach (Commit commit in step)
        {
            _clocks[commit.Attempt.Worker.Seat]++;
            _staged[commit.Attempt.Worker.Seat] = null;
        }
    }

    private async Task ResendAsync()
    {
        if (_sent.Count == 0)
            return;
        Commit[] step = _sent[_random.Next(_sent.Count)];
        Same(await _store.CommitAsync(step, Fence.None, None), new CommitResult(_model.Commit(step, Fence.None), _model.Version), "a commit sent again");
    }

    private async Task SealAsync(int seat)
    {
        await _store.SealAsync(_workers[seat], None);
        _model.Seal(_workers[seat]);
        if (_staged[seat] is { } push)
        {
            Same(await _store.StageAsync(push, None), false, "staging by a sealed worker");
            Same(await _store.CommitAsync(Step(push.Attempt), Fence.None, None), new CommitResult(CommitOutcome.Fenced, _model.Version), "a commit by a sealed worker");
        }
        _workers[seat] = _workers[seat] with { Incarnation = _workers[seat].Incarnation + 1 };
        _clocks[seat] = _random.Next(10);
        _staged[seat] = null;
    }

    private async Task RestoreAsync(Func<ValueTask<IParameterStore>> create)
    {
        var stream = new MemoryStream();
        await _store.SnapshotAsync(stream, None);
        stream.Position = 0;
        IParameterStore left = _store;
        _store = await create();
        await left.DisposeAsync();
        await _store.RestoreAsync(stream, None);
        _model.DropStaged();
        Array.Clear(_staged);
    }

    private async Task PullAsync(Replica replica)
    {
        bool isWhole = _random.Next(3) == 0;
        RowSet rows = isWhole
            ? RowSet.Of(TableRows.All(new(0), _shared.Rows), TableRows.All(new(1), _owned.Rows))
            : RowSet.Of(Rows(1, _owned, 0, _owned.Rows), Rows(0, _shared, 0, _shared.Rows));
        Same(await _store.PullAsync(replica, rows, PullBound.AtLeast(_model.Version.Index), None), _model.Version, "a pull's version");
        foreach (TableRows named in rows.Tables)
        {
            int columns = named.Table.Index == 0 ? _shared.Columns : _owned.Columns;
            foreach (RowRange range in named.Ranges)
                for (int i = range.Start * columns; i < range.End * columns; i++)
                    Same(Bits(replica.Values(named.Table)[i]), Bits(_model.Values[named.Table.Index][i]), $"row {i / columns} of table {named.Table.Index}");
        }
        if (!isWhole)
            return;
        for (int i = 0; replica.HoldsState && i < replica.StateOf(new(0)).Length; i++)
            Same(Bits(replica.StateOf(new(0))[i]), Bits(_model.States[0][i]), $"state {i} of table 0");
        ulong hash = replica.Hash();
        if (!_hashes.TryAdd((_model.Version, replica.HoldsState), hash))
            Same(hash, _hashes[(_model.Version, replica.HoldsState)], "the hash of two replicas at one version");
    }

    private TableRows Rows(int table, TableSpec spec, int first, int count)
    {
        int start = first + _random.Next(count);
        RowRange run = new(start, start + _random.Next(1, first + count - start + 1));
        int single = first + _random.Next(count);
        return TableRows.OfRanges(new(table), run, new RowRange(single, single + 1));
    }

    private float[] Image(TableSpec spec)
    {
        float[] image = new float[spec.Rows * spec.Columns];
        foreach (ref float value in image.AsSpan())
            value = (_random.NextSingle() - 0.5f) * 8;
        return image;
    }

    private static uint Bits(float value) => BitConverter.SingleToUInt32Bits(value);

    private static void Same<T>(T found, T expected, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(found, expected))
            throw new InvalidOperationException($"{what} came to {found} instead of {expected}.");
    }
}
