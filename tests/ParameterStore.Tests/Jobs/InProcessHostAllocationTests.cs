namespace ParameterStore.Tests;

public class InProcessHostAllocationTests
{
    private const int Clocks = 2_000;

    [OptimizedTheory]
    [InlineData("bsp")]
    [InlineData("ssp:0")]
    [InlineData("ssp:2")]
    [InlineData("asp")]
    public async Task A_clock_with_its_wait_allocates_nothing(string policy)
    {
        var manifest = new JobManifest("job", 0, 4, 1, 20 * Clocks, 2, SyncPolicy.Parse(policy), "");
        await using IJobHost host = await JobPlacement.InProcess.OpenAsync(manifest, TimeProvider.System, CancellationToken.None);
        using var cancel = new CancellationTokenSource();
        var seats = new[] { new Seat(host, cancel.Token), new Seat(host, cancel.Token) };
        Run(seats);

        Allocation.LeastOf(() => Run(seats)).Should().BeLessThan(Clocks, "that is less than one byte a clock");
    }

    // Both on this thread: the first waits for the second wherever the policy lets it.
    private static void Run(Seat[] seats)
    {
        for (int clock = 0; clock < Clocks; clock++)
        {
            seats[0].Ask();
            seats[1].Ask();
            seats[0].Work();
            seats[0].Ask();
            seats[1].Work();
            seats[0].Work();
            seats[1].Ask();
            seats[1].Work();
        }
    }

    private sealed class Seat(IJobHost host, CancellationToken cancellationToken)
    {
        private readonly WorkerId _worker = host.JoinAsync(CancellationToken.None).Result;
        private readonly Push _push = new();
        private readonly Replica _replica = new();
        private ValueTask<Grant> _wait;

        public void Ask() => _wait = host.ReadyAsync(_worker, cancellationToken);

        public void Work()
        {
            if (!_wait.IsCompleted)
                throw new InvalidOperationException($"{_worker} waits.");
            Grant grant = _wait.Result;
            StoreVersion version = host.Store.PullAsync(_replica, RowSet.Empty, grant.Bound, CancellationToken.None).Result;
            host.Pulled(grant.Attempt, version);
            _push.Reset(grant.Attempt, version);
            foreach (BlockId block in grant.Blocks.Span)
                _push.Add(block);
            _ = host.PushAsync(_push, CancellationToken.None).Result;
        }
    }
}
