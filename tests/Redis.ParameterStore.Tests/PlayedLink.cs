namespace Redis.ParameterStore.Tests;

/// <summary>A link that answers at once, or when the test says.</summary>
internal sealed class PlayedLink : IRedisLink
{
    internal List<Pending> Sent { get; } = [];

    internal List<TimeSpan> Timeouts { get; } = [];

    /// <summary>Whether answers come only when the test gives them.</summary>
    internal bool Holds { get; set; }

    public ValueTask<BatchAnswer> SendAsync(Batch batch, TimeSpan timeout, CancellationToken cancellationToken)
    {
        Timeouts.Add(timeout);
        if (!Holds)
            return ValueTask.FromResult(new BatchAnswer(BatchStatus.Ok, []));
        var answer = new TaskCompletionSource<BatchAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        Sent.Add(new Pending(batch, answer.SetResult));
        return new ValueTask<BatchAnswer>(answer.Task);
    }

    public ValueTask<IAsyncDisposable> SubscribeAsync(string channel, Action<ReadOnlyMemory<byte>?> onMessage, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<IReadOnlyList<RedisMaster>> MastersAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    internal sealed record Pending(Batch Batch, Action<BatchAnswer> Answer);
}
