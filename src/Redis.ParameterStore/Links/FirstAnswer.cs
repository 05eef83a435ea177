namespace Redis.ParameterStore;

/// <summary>
/// What is asked of a link before there is a node, whose procedures ask again by themselves: one answer that is late, as while this machine or Redis
/// stands still for some seconds, ends no job before it has begun.
/// </summary>
internal static class FirstAnswer
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Asks until there is an answer, or one that was asked for after the time that Redis may be away has failed.</summary>
    /// <exception cref="IOException">There is none.</exception>
    internal static async ValueTask<T> OfAsync<T>(Func<ValueTask<T>> ask, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        long start = time.GetTimestamp();
        while (true)
        {
            bool isLast = time.GetElapsedTime(start) >= patience;
            try
            {
                return await ask().ConfigureAwait(false);
            }
            catch (IOException) when (!isLast)
            {
                await Task.Delay(_pause, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
