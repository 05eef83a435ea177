using ParameterStore;

namespace Distributed.Learning;

/// <summary>
/// Where processes that have only their own examples tell one another what they need to know before the job: a small job of its own, whose name is the
/// job's with <see cref="JobIdSuffix"/>.
/// </summary>
internal sealed class DataExchange(IJobHost host) : IAsyncDisposable
{
    internal const string JobIdSuffix = ".data";

    private readonly List<string> _names = [];
    private bool _isOver;

    /// <summary>Gives this process's part and gets all, in one order.</summary>
    internal ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> AllAsync(string name, ReadOnlyMemory<byte> mine, CancellationToken cancellationToken)
    {
        _names.Add(name);
        return host.ExchangeAsync(name, mine, cancellationToken);
    }

    /// <summary>All processes have what they need: frees it.</summary>
    internal async ValueTask EndAsync(CancellationToken cancellationToken)
    {
        foreach (string name in _names)
            await host.PostAsync(name, default, cancellationToken).ConfigureAwait(false);
        await DisposeAsync().ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        if (_isOver)
            return;
        _isOver = true;
        await host.DisposeAsync().ConfigureAwait(false);
    }
}
