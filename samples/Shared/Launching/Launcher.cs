using System.Globalization;

namespace Samples;

/// <summary>
/// Starts several processes of this program on one machine and waits for them. The first shows what there is to see, which is the same in all; of
/// the others only errors are shown. They end with this process, however it ends.
/// </summary>
internal sealed class Launcher(ChildProgram program, TextWriter errors, TimeProvider time)
{
    private const int KilledFrom = 128;

    /// <summary>How long processes that were asked to end may take to finish their model.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Runs the job's processes.</summary>
    /// <param name="arguments">What this program was called with.</param>
    /// <param name="settings">What that came to.</param>
    /// <param name="name">What a job without a name is called after.</param>
    /// <param name="cancellationToken">Asks all processes to end with the model as it stands.</param>
    /// <returns>0 if all ended well; otherwise the exit code of the first that did not.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, SampleSettings settings, string name, CancellationToken cancellationToken)
    {
        string[] job = settings.Job is null ? [SampleArguments.JobName, $"{name}-{Guid.NewGuid():n}"] : [];
        TextWriter shared = TextWriter.Synchronized(errors);
        List<ChildProcess> children = [];
        try
        {
            for (int i = 0; i < settings.Processes; i++)
            {
                string[] own = [SampleArguments.LaunchedName, i.ToString(CultureInfo.InvariantCulture)];
                children.Add(new ChildProcess(program, [.. arguments, .. job, .. own], i, shared));
            }

            return await WaitAsync(children, cancellationToken);
        }
        finally
        {
            foreach (ChildProcess child in children)
                child.Dispose();
        }
    }

    private async Task<int> WaitAsync(List<ChildProcess> children, CancellationToken cancellationToken)
    {
        int exitCode = 0;
        List<ChildProcess> running = [.. children];
        using CancellationTokenRegistration asked = cancellationToken.Register(() => children.ForEach(c => c.AskToEnd()));
        Task<bool> patience = PatienceAsync(cancellationToken);
        while (running.Count > 0)
        {
            Task first = await Task.WhenAny([patience, .. running.Select(c => c.Ended)]);
            if (first == patience)
                return await KillAsync(running);
            ChildProcess child = running.First(c => c.Ended == first);
            running.Remove(child);
            int code = await child.Ended;
            if (code == 0)
                continue;
            exitCode = exitCode == 0 ? code : exitCode;
            errors.WriteLine($"Process {child.Number} of {children.Count} ended with exit code {code}.");

            // Who was killed is replaced by the others; who gave up with an error would have them wait for it.
            if (code < KilledFrom)
                running.ForEach(c => c.AskToEnd());
        }

        return exitCode;
    }

    private async Task<int> KillAsync(List<ChildProcess> running)
    {
        running.ForEach(c => c.Kill());
        await Task.WhenAll(running.Select(c => c.Ended));
        errors.WriteLine($"{running.Count} processes did not end within {Patience.TotalSeconds:0} s and were killed.");
        return 1;
    }

    /// <summary>Ends some time after cancellation.</summary>
    private async Task<bool> PatienceAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenRegistration registration = cancellationToken.Register(cancelled.SetResult);
        await cancelled.Task;
        await Task.Delay(Patience, time, CancellationToken.None);
        return true;
    }
}
