namespace Redis.ParameterStore.Tests;

/// <summary>Waits for what a real server does in its own time. Fails with a reason instead of hanging.</summary>
internal static class Until
{
    internal static async Task TrueAsync(Func<bool> condition, string what, int seconds = Deadline.Seconds)
    {
        TimeProvider time = TimeProvider.System;
        long start = time.GetTimestamp();
        while (!condition())
        {
            if (time.GetElapsedTime(start) > TimeSpan.FromSeconds(seconds))
                throw new TimeoutException($"Not within {seconds} s: {what}.");
            await Task.Delay(TimeSpan.FromMilliseconds(5), time);
        }
    }

    /// <summary>The same, for a condition that fails while a server is not there.</summary>
    internal static Task WorksAsync(Func<bool> condition, string what, int seconds = Deadline.Seconds) =>
        TrueAsync(
            () =>
            {
                try
                {
                    return condition();
                }
                catch (Exception error) when (error is IOException or System.Net.Sockets.SocketException or InvalidOperationException)
                {
                    return false;
                }
            },
            what,
            seconds);
}
