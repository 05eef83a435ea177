using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>What processes of a job lay down for one another.</summary>
internal sealed class HostPosts(INodeRunner runner)
{
    private readonly JobNode _node = runner.Node;
    private readonly INodeRunner _driver = runner;
    private long _number;

    internal async ValueTask PostAsync(string name, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        await _driver.RunAsync(new PostValue(_node, name, bytes, Interlocked.Increment(ref _number)), cancellationToken).ConfigureAwait(false);

    internal async ValueTask<ReadOnlyMemory<byte>> ReadAsync(string name, CancellationToken cancellationToken)
    {
        (int Member, Posted Posted) newest;
        await _driver.RunAsync(new AwaitMember(_node), cancellationToken).ConfigureAwait(false);
        lock (_driver.Lock)
            newest = _node.Replica.LastPosted(name) ?? throw new KeyNotFoundException($"{_node.Name}: nobody posted '{name}'.");
        return await _driver.RunAsync(new ReadPosted(_node, newest.Member, newest.Posted), cancellationToken).ConfigureAwait(false);
    }

    internal async ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> ExchangeAsync(string name, ReadOnlyMemory<byte> mine, CancellationToken cancellationToken)
    {
        (int Member, Posted Posted)[] all = await PostAndGatherAsync(name, mine, cancellationToken).ConfigureAwait(false);
        var parts = new List<ReadOnlyMemory<byte>>();
        foreach ((int member, Posted posted) in all)
            parts.Add(await _driver.RunAsync(new ReadPosted(_node, member, posted), cancellationToken).ConfigureAwait(false));
        return parts;
    }

    private async ValueTask<(int Member, Posted Posted)[]> PostAndGatherAsync(string name, ReadOnlyMemory<byte> mine, CancellationToken cancellationToken)
    {
        while (true)
        {
            int term;
            lock (_driver.Lock)
                term = _node.Term;
            await PostAsync(name, mine, cancellationToken).ConfigureAwait(false);
            try
            {
                return await _driver.RunAsync(new AwaitParts(_node, name, term), cancellationToken).ConfigureAwait(false);
            }
            catch (SeatLostException)
            {
                // The process takes part under another number, and posts under that one.
            }
        }
    }
}
