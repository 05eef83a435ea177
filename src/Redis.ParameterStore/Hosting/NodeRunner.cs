namespace Redis.ParameterStore;

/// <summary>A node that lives: its procedures run over a link until it is disposed.</summary>
internal sealed class NodeRunner : INodeRunner
{
    private readonly IRedisLink _link;
    private readonly CancellationTokenSource _stop = new();
    private readonly TimeProvider _time;
    private IAsyncDisposable? _subscription;
    private Task _loops = Task.CompletedTask;

    private NodeRunner(IRedisLink link, JobNode node, TimeProvider time, int seed)
    {
        _link = link;
        _time = time;
        Node = node;
        Driver = new(link, time, seed);
    }

    public JobNode Node { get; }

    public Lock Lock => Driver.Lock;

    internal RedisDriver Driver { get; }

    /// <summary>Starts a node and waits until it is a member. The link is the node's from then on, also if this fails.</summary>
    internal static async ValueTask<NodeRunner> StartAsync(IRedisLink link, JobNode node, TimeProvider time, CancellationToken cancellationToken)
    {
        // Members draw their numbers by this: no two processes may draw alike.
        int seed = System.Security.Cryptography.RandomNumberGenerator.GetInt32(int.MaxValue);
        var runner = new NodeRunner(link, node, time, seed);
        try
        {
            runner._subscription = await FirstAnswer.OfAsync(
                () => link.SubscribeAsync(node.Keys.Channel, runner.Hear, cancellationToken), TimeSpan.FromTicks(node.Settings.RedisTimeout / TimeSpan.NanosecondsPerTick), time, cancellationToken).ConfigureAwait(false);
            runner._loops = Task.WhenAll(
                runner.LoopAsync(new Synchronize(node)), runner.LoopAsync(new FetchUpdates(node)), runner.LoopAsync(new PushUpdates(node)),
                runner.LoopAsync(new Coordinate(node)), runner.LoopAsync(new Maintain(node)));
            await runner.Driver.RunAsync(new AwaitMember(node), cancellationToken).ConfigureAwait(false);
            return runner;
        }
        catch
        {
            Exception? cause = node.Fatal;
            await runner.DisposeAsync().ConfigureAwait(false);
            if (cause is not null)
                throw cause;
            throw;
        }
    }

    public ValueTask<TResult> RunAsync<TResult>(IProcedure<TResult> procedure, CancellationToken cancellationToken) =>
        Driver.RunAsync(procedure, cancellationToken);

    private void Hear(ReadOnlyMemory<byte>? message)
    {
        lock (Driver.Lock)
        {
            try
            {
                if (message is { } bytes)
                    Node.Heard(bytes.Span);
                else if (Node.Member != 0)
                    Node.WantSync();
            }
            catch (Exception error)
            {
                Node.Fail(error);
            }
        }
    }

    private async Task LoopAsync(IProcedure<bool> loop)
    {
        // Off the caller's thread: several run side by side, and none may run in the other's continuation for long.
        await Task.Yield();
        try
        {
            await Driver.RunAsync(loop, _stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Disposed before it ended by itself.
        }
        catch (Exception error)
        {
            lock (Driver.Lock)
                Node.Fail(error);
        }
    }

    /// <summary>Leaves the job, sees the last words off, and ends the procedures.</summary>
    public async ValueTask DisposeAsync()
    {
        TimeSpan patience = TimeSpan.FromSeconds(5);
        try
        {
            if (Node.Fatal is null && Node.Member != 0)
                await SayGoodbyeAsync(patience).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // Who cannot say that it goes will be found silent.
        }
        lock (Driver.Lock)
            Node.Close();
        try
        {
            await _loops.WaitAsync(patience, _time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            await _stop.CancelAsync().ConfigureAwait(false);
            await _loops.ConfigureAwait(false);
        }
        lock (Driver.Lock)
            Node.Fail(new ObjectDisposedException(Node.Name));
        if (_subscription is not null)
            await _subscription.DisposeAsync().ConfigureAwait(false);
        await _link.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task SayGoodbyeAsync(TimeSpan patience)
    {
        using var limit = new CancellationTokenSource(patience, _time);
        if (Node.Replica.StoppedAt is not null)
            await Driver.RunAsync(new RenewKeys(Node, Node.Settings.EndedMs), limit.Token).ConfigureAwait(false);
        int member;
        lock (Driver.Lock)
            (member, Node.IsLeaving) = (Node.Member, true);
        if (member != 0)
            await Driver.RunAsync(new AppendAndWait(Node, new MemberLeft(member)), limit.Token).ConfigureAwait(false);
    }
}
