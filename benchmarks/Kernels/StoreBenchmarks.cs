using BenchmarkDotNet.Attributes;
using ParameterStore;

namespace Benchmarks;

/// <summary>One clock of a worker against the store in memory: a push (stage and commit) of many rows, and the pull that follows.</summary>
public class StoreBenchmarks
{
    private const int Rows = 4_000, Columns = 64;

    private readonly InMemoryParameterStore _store = new();
    private readonly Push _push = new();
    private readonly Replica _replica = new();
    private readonly float[] _deltas = new float[Rows * Columns];
    private readonly Commit[] _step = new Commit[1];
    private readonly WorkerId _worker = new(0, 0);
    private TablePush _part;
    private RowSet _all = RowSet.Empty;
    private int _clock;

    [GlobalSetup]
    public void Setup()
    {
        TableId table = _store.CreateTableAsync(new("items", Rows, Columns), CancellationToken.None).AsTask().GetAwaiter().GetResult();
        TableRows rows = TableRows.All(table, Rows);
        _part = new(rows, _deltas);
        _all = RowSet.Of(rows);
    }

    /// <summary>Every row changes and travels.</summary>
    [Benchmark]
    public long PushAndPull()
    {
        Push();
        return Pull();
    }

    /// <summary>Nothing has changed since.</summary>
    [Benchmark]
    public long PullUnchanged() => Pull();

    // The store in memory completes every call before it returns.
    private void Push()
    {
        AttemptId attempt = new(_worker, _clock++, 0);
        _push.Reset(attempt, _replica.Version);
        _push.Add(_part);
        _ = _store.StageAsync(_push, CancellationToken.None).Result;
        _step[0] = new(attempt, 1);
        _ = _store.CommitAsync(_step, Fence.None, CancellationToken.None).Result;
    }

    private long Pull() => _store.PullAsync(_replica, _all, PullBound.Newest, CancellationToken.None).Result.Index;
}
