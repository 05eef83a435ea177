using System.Diagnostics;
using System.Reflection;
using static ParameterStore.Tests.StoreFixtures;

namespace ParameterStore.Tests;

public sealed class SessionAllocationTests
{
    [Fact]
    public async Task A_clock_allocates_nothing_in_the_steady_state()
    {
        var store = new InMemoryParameterStore();
        TableId items = await store.CreateTableAsync(new("items", 4000, 16), None);
        TableId users = await store.CreateTableAsync(new("users", 900, 16) { Sharing = Sharing.OwnedBy([0, 300, 600, 900], OwnedDurability.EveryClocks(2)) }, None);
        SyncPolicy policy = SyncPolicy.BoundedStaleness(3);
        await using var host = new InProcessHost(new("job", 0, 3, 100, 2, 1, policy, ""), policy.Create(), store, new FakeTimeProvider());
        var session = new WorkerSession(host, await host.JoinAsync(None));
        RowSet rows = All(items, 4000);
        Func<ReadOnlyMemory<BlockId>, RowSet> rowsOf = _ => rows;

        void RunClock()
        {
            session.BeginClockAsync(rowsOf, None).GetAwaiter().GetResult();
            Span<float> values = session.Open(items).Values;
            for (int row = 0; row < 4000; row += 3)
                values[row * 16] += 1;
            session.Open(users)[5][0] += 1;
            session.ClockAsync(None).GetAwaiter().GetResult();
        }

        for (int clock = 0; clock < 5; clock++)
            RunClock();
        long allocated = Allocation.LeastOf(() =>
        {
            for (int clock = 0; clock < 20; clock++)
                RunClock();
        });
        (allocated / 20).Should().BeLessThanOrEqualTo(Allowance);
    }

    // A build for debugging boxes the state machines of asynchronous methods, however small the tables.
    private static long Allowance =>
        typeof(WorkerSession).Assembly.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true } ? 2048 : 0;
}
