using System.Globalization;
using System.Text.RegularExpressions;
using Xunit.Abstractions;

namespace Redis.ParameterStore.Tests;

/// <summary>A job of real processes, which is harmed and watched. Whatever happens, it ends within a deadline, or a test fails with all that was said.</summary>
internal sealed partial class FaultJob : IDisposable
{
    /// <summary>The part of its blocks after which a process stands by: later than any fault hits, so that most jobs never do.</summary>
    private const double StandByPart = 0.7;

    private readonly ITestOutputHelper _output;
    private readonly List<ChildProcess> _children = [];
    private readonly long _started = TimeProvider.System.GetTimestamp();
    private bool _goesOn;

    /// <summary>Starts the processes.</summary>
    /// <param name="output">Where what was said is told.</param>
    /// <param name="plan">What they are told.</param>
    /// <param name="processes">How many are started; null: as many as bring the workers that the job starts with.</param>
    internal FaultJob(ITestOutputHelper output, WorkerPlan plan, int? processes = null)
    {
        int share = plan.Blocks * plan.Workers / plan.WorkersTotal;
        (_output, Plan) = (output, plan with { StandsByAt = (int)(StandByPart * share) });
        for (int i = 0; i < (processes ?? plan.WorkersTotal / plan.Workers); i++)
            Add();
    }

    internal WorkerPlan Plan { get; }

    /// <summary>Since it was started.</summary>
    internal double Seconds => TimeProvider.System.GetElapsedTime(_started).TotalSeconds;

    /// <summary>All that were started, in that order.</summary>
    internal IReadOnlyList<ChildProcess> Children => _children;

    /// <summary>Starts one more process.</summary>
    /// <param name="connection">By which it finds Redis; null: as the others.</param>
    /// <param name="prefix">A command that runs it elsewhere.</param>
    internal ChildProcess Add(string? connection = null, params string[] prefix)
    {
        var child = new ChildProcess(connection is null ? Plan : Plan with { Connection = connection }, prefix);
        _children.Add(child);
        return child;
    }

    /// <summary>Waits until a part of the job's blocks was done, or a process has done more than its part. The job is not over before <see cref="GoOn"/>.</summary>
    internal Task ReachesAsync(double part) =>
        UntilAsync(() => _children.Sum(c => c.Blocks) >= part * Plan.Blocks || _children.Exists(c => c.StandsBy), $"{part:P0} of the blocks are done");

    /// <summary>The job may end now.</summary>
    internal void GoOn()
    {
        if (_goesOn)
            return;
        _goesOn = true;
        foreach (ChildProcess child in _children.Where(c => !c.HasEnded))
            child.GoOn();
    }

    /// <summary>Waits, as long as the processes live, until something is so.</summary>
    internal async Task UntilAsync(Func<bool> condition, string what)
    {
        bool isSo = false;
        try
        {
            await Until.WorksAsync(() => (isSo = condition()) || _children.TrueForAll(c => c.HasEnded), what);
        }
        catch (TimeoutException)
        {
            Dump();
            throw;
        }
        if (!isSo && !condition())
        {
            Dump();
            throw new InvalidOperationException($"All processes have ended, but it was waited until {what}.");
        }
    }

    /// <summary>The process that holds the coordinator's lease; null while none of them does.</summary>
    internal ChildProcess? Coordinator(RedisServer control, int masters = 1)
    {
        string head = Plan.Keys(masters).Head;
        using ServerConsole console = control.Connect();
        string? who = console.Send("HGET", head, "holder") is string member ? (string?)console.Send("HGET", head, "w" + member) : null;
        int id = who is null ? 0 : int.Parse(ProcessNumber().Match(who).Groups[1].Value, CultureInfo.InvariantCulture);
        return _children.Find(c => c.Id == id && !c.HasEnded);
    }

    /// <summary>Whether a process has entered the job.</summary>
    internal bool HasEntered(ChildProcess child, RedisServer control, int masters = 1)
    {
        using ServerConsole console = control.Connect();
        var values = (object?[])console.Send("HVALS", Plan.Keys(masters).Head)!;
        return values.Any(v => v is string text && text.Contains($"process {child.Id} ", StringComparison.Ordinal));
    }

    /// <summary>Whether the log says that a process was given up: its name stands there, with how long it was silent.</summary>
    internal bool WasGivenUp(ChildProcess child, RedisServer control, int masters = 1)
    {
        using ServerConsole console = control.Connect();
        var records = (object?[])console.Send("LRANGE", Plan.Keys(masters).Log, "0", "-1")!;
        return records.Any(r => ((string)r!).Contains($"process {child.Id} ", StringComparison.Ordinal) && ((string)r!).Contains("was silent for", StringComparison.Ordinal));
    }

    /// <summary>Waits for all that were not killed. Whoever does not end in time fails the test.</summary>
    /// <returns>Their last words, in the order in which they started.</returns>
    internal async Task<WorkerReport[]> EndAsync()
    {
        GoOn();
        using var limit = new CancellationTokenSource(Deadline.Hang, TimeProvider.System);
        try
        {
            foreach (ChildProcess child in _children)
                await child.EndAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            Dump();
            throw new TimeoutException($"{_children.Count(c => !c.HasEnded)} processes did not end within {Deadline.Seconds} s.");
        }
        ChildProcess[] ended = [.. _children.Where(c => !c.WasKilled)];
        if (Array.Exists(ended, c => c.Report is null))
        {
            Dump();
            throw new InvalidOperationException("A process ended without a word.");
        }
        _output.WriteLine($"{Plan.Policy}: {ended.Length} processes ended after {Seconds:0.0} s.");
        return [.. ended.Select(c => c.Report!)];
    }

    /// <summary>Waits for all, and checks that every block counts once and all have the same.</summary>
    internal async Task EndsExactlyAsync()
    {
        WorkerReport[] reports = await EndAsync();
        IReadOnlyList<string> violations = ExactSums.Violations(Plan, reports);
        if (violations.Count > 0)
            Dump();
        violations.Should().BeEmpty();
    }

    /// <summary>Waits for all, and checks that each failed, with the error of a name, whose text tells.</summary>
    internal async Task AllFailAsync(string error, string text)
    {
        WorkerReport[] reports = await EndAsync();
        if (!Array.TrueForAll(reports, r => r.Errors.Any(e => e.StartsWith(error + ":", StringComparison.Ordinal) && e.Contains(text, StringComparison.Ordinal))))
        {
            Dump();
            Assert.Fail($"Not every process failed with {error} '{text}': {string.Join(" || ", reports.Select(r => r.HasModel ? "a model" : string.Join(" | ", r.Errors)))}");
        }
        _output.WriteLine(reports[0].Errors[^1]);
    }

    internal void Dump()
    {
        foreach (ChildProcess child in _children)
            _output.WriteLine($"--- process {child.Id}, {(child.WasKilled ? "killed" : child.HasEnded ? "ended" : "alive")}, {child.Blocks} blocks:\n{child.Told()}");
    }

    public void Dispose()
    {
        foreach (ChildProcess child in _children)
            child.Dispose();
    }

    [GeneratedRegex(@"process (\d+) ")]
    private static partial Regex ProcessNumber();
}
