using static ParameterStore.Tests.StoreFixtures;

namespace ParameterStore.Tests;

public sealed class StoreAllocationTests
{
    private static readonly TableSpec _users = new("users", 300, 16) { Sharing = Sharing.OwnedBy([0, 300], OwnedDurability.EveryCommit) };

    private readonly InMemoryParameterStore _store = new();
    private readonly Push _push = new();
    private readonly Replica _replica = new();
    private readonly Commit[] _step = new Commit[1];
    private readonly float[] _deltas = new float[2000 * 16];
    private readonly float[] _values = new float[300 * 16];

    [Theory]
    [InlineData("add")]
    [InlineData("staleness-aware momentum")]
    [InlineData("adaptively delay-compensated")]
    [InlineData("composite adagrad")]
    [InlineData("ftrl")]
    [InlineData("adam")]
    public async Task Pushes_and_pulls_allocate_nothing_in_the_steady_state(string fold)
    {
        TableId items = await _store.CreateTableAsync(new("items", 2000, 16) { Fold = PlainFold.All[fold].Fold }, None);
        TableId users = await _store.CreateTableAsync(_users, None);
        TableRows all = TableRows.All(items, 2000);
        TableRows some = TableRows.OfRows(users, 1, 3, 5, 200);
        RowSet rows = RowSet.Of(all, some);
        for (int clock = 0; clock < 5; clock++)
            RunClock(clock, all, some, rows);
        int next = 5;
        Allocation.LeastOf(() =>
        {
            for (int end = next + 20; next < end; next++)
                RunClock(next, all, some, rows);
        }).Should().Be(0);
        _replica.Version.Index.Should().Be(next);
    }

    private void RunClock(int clock, TableRows items, TableRows users, RowSet rows)
    {
        _push.Reset(Attempt(0, clock), _replica.Version);
        _push.Add(new BlockId(0, 0, 0));
        _push.Add(new TablePush(items, _deltas) { Pulled = _deltas });
        _push.Add(new TablePush(users, _values));
        _step[0] = new(_push.Attempt, 1);
        _store.StageAsync(_push, None).GetAwaiter().GetResult();
        _store.CommitAsync(_step, Fence.None, None).GetAwaiter().GetResult();
        _store.PullAsync(_replica, rows, PullBound.Newest, None).GetAwaiter().GetResult();
    }
}
