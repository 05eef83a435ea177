namespace Samples;

/// <summary>The other end of <see cref="ChildProcess"/>: a process that was launched learns here that it is to end, or that its launcher is gone.</summary>
internal static class LauncherLife
{
    /// <summary>Cancels when the input ends. Holds a thread of the pool until then.</summary>
    public static void Watch(Stream input, CancellationTokenSource cancel) => _ = Task.Factory.StartNew(
        () =>
        {
            Span<byte> ignored = stackalloc byte[64];
            while (input.Read(ignored) > 0)
            {
            }

            cancel.Cancel();
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);
}
