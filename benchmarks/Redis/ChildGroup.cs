using System.Diagnostics;
using System.Globalization;

namespace Benchmarks;

/// <summary>The processes that share one block, in one way. They live until disposed, and do nothing between two runs.</summary>
internal sealed class ChildGroup : IDisposable
{
    private readonly ChildProcess[] _children;

    public ChildGroup(ChildPlan plan)
    {
        Plan = plan;
        _children = new ChildProcess[plan.Processes];
        for (int i = 0; i < _children.Length; i++)
            _children[i] = new((plan with { Index = i }).ToWords());
        Array.ForEach(_children, child => child.Hear());
    }

    public ChildPlan Plan { get; }

    /// <summary>Each process does so many clocks.</summary>
    /// <returns>Seconds from the first's begin to the last's end, and the processes' processor time.</returns>
    public (double Seconds, double CpuSeconds) Run(int clocks)
    {
        string[][] answers = Ask(clocks);
        long began = answers.Min(a => long.Parse(a[0], CultureInfo.InvariantCulture));
        long ended = answers.Max(a => long.Parse(a[1], CultureInfo.InvariantCulture));
        return (Stopwatch.GetElapsedTime(began, ended).TotalSeconds, answers.Sum(a => double.Parse(a[2], CultureInfo.InvariantCulture)));
    }

    /// <summary>Each process does so many clocks; its answer's numbers.</summary>
    public long[][] RunForTimes(int clocks) => [.. Ask(clocks).Select(a => a.Select(t => long.Parse(t, CultureInfo.InvariantCulture)).ToArray())];

    public void Dispose() => Array.ForEach(_children, child => child.Dispose());

    /// <summary>Begins a run whose end is not waited for.</summary>
    public void Begin(int clocks) => Array.ForEach(_children, child => child.Tell(clocks.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Waits for the end of a run.</summary>
    public string[][] End() => [.. _children.Select(child => child.Hear().Split(' ', StringSplitOptions.RemoveEmptyEntries))];

    private string[][] Ask(int clocks)
    {
        Begin(clocks);
        return End();
    }
}
