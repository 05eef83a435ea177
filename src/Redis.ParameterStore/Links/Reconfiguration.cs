using StackExchange.Redis;

namespace Redis.ParameterStore;

/// <summary>Makes the client library look who the masters are; by itself it asks once a minute. One look at a time, and not more often than twice a second.</summary>
internal sealed class Reconfiguration(IConnectionMultiplexer connection, TimeProvider time)
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(500);
    private int _running;

    internal void Ask()
    {
        if (Interlocked.Exchange(ref _running, 1) == 0)
            _ = LookAsync();
    }

    private async Task LookAsync()
    {
        try
        {
            await connection.ConfigureAsync().ConfigureAwait(false);
        }
        catch (Exception)
        {
            // asked again at a failure after the pause
        }
        await Task.Delay(_pause, time).ConfigureAwait(false);
        Volatile.Write(ref _running, 0);
    }
}
