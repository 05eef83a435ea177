namespace Redis.ParameterStore.Tests;

/// <summary>What <see cref="NodeRunner"/> does, on a simulated node: everything goes on inline, when the simulation says so.</summary>
internal sealed class SimulatedNodeRunner(SimulatedRedisDriver driver, SimulatedNode process, JobNode node) : INodeRunner
{
    private const long Patience = 5_000_000_000;

    private readonly List<SimulatedRun> _loops = [];
    private readonly TaskCompletionSource _ended = new();
    private int _running;

    public JobNode Node => node;

    public Lock Lock { get; } = new();

    /// <summary>Starts the node and waits until it is a member.</summary>
    internal async ValueTask StartAsync()
    {
        process.Subscribe(node.Keys.Channel, Hear);
        IProcedure[] loops = [new Synchronize(node), new FetchUpdates(node), new PushUpdates(node), new Coordinate(node), new Maintain(node)];
        _running = loops.Length;
        foreach (IProcedure loop in loops)
            _loops.Add(process.Run(loop, Ended));
        try
        {
            await RunAsync(new AwaitMember(node), CancellationToken.None).ConfigureAwait(false);
        }
        catch when (node.Fatal is { } cause)
        {
            await DisposeAsync().ConfigureAwait(false);
            throw cause;
        }
    }

    public ValueTask<TResult> RunAsync<TResult>(IProcedure<TResult> procedure, CancellationToken cancellationToken)
    {
        var ended = new TaskCompletionSource<TResult>();
        process.Run(procedure, error => Complete(ended, procedure, error));
        return new(ended.Task);
    }

    /// <summary>Completes after a time on the process's clock.</summary>
    internal Task DelayAsync(long nanoseconds)
    {
        var ended = new TaskCompletionSource();
        process.Post(process.WorldTimeOf(process.Now + nanoseconds), ended.SetResult);
        return ended.Task;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (node.Fatal is null && node.Member != 0)
                await SayGoodbyeAsync().ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // Who cannot say that it goes will be found silent.
        }

        node.Close();
        await Task.WhenAny(_ended.Task, DelayAsync(Patience)).ConfigureAwait(false);
        foreach (SimulatedRun loop in _loops)
            loop.Cancel();
    }

    private async Task SayGoodbyeAsync()
    {
        Task patience = DelayAsync(Patience);
        if (node.Replica.StoppedAt is not null)
            await Task.WhenAny(RunAsync(new RenewKeys(node, node.Settings.EndedMs), CancellationToken.None).AsTask(), patience).Unwrap().ConfigureAwait(false);
        int member = node.Member;
        node.IsLeaving = true;
        if (member != 0)
            await Task.WhenAny(RunAsync(new AppendAndWait(node, new MemberLeft(member)), CancellationToken.None).AsTask(), patience).Unwrap().ConfigureAwait(false);
    }

    private void Hear(ReadOnlyMemory<byte>? message)
    {
        try
        {
            if (message is { } bytes)
                node.Heard(bytes.Span);
            else if (node.Member != 0)
                node.WantSync();
        }
        catch (Exception error)
        {
            node.Fail(error);
        }
    }

    private void Ended(Exception? error)
    {
        if (error is not null)
        {
            driver.Note(process.Name, $"fails: {error}");
            node.Fail(error);
        }

        if (--_running == 0)
            _ended.SetResult();
    }

    private static void Complete<TResult>(TaskCompletionSource<TResult> ended, IProcedure<TResult> procedure, Exception? error)
    {
        if (error is null)
            ended.SetResult(procedure.Result);
        else
            ended.SetException(error);
    }
}
