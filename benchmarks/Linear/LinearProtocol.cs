namespace Benchmarks;

/// <summary>How much is tried and measured.</summary>
/// <param name="TunedAt">The passes of a trial.</param>
/// <param name="Passes">The passes that are looked at until a side reaches the target, ascending.</param>
/// <param name="Slack">How far above the best loss the target lies, as a share of it.</param>
/// <param name="Repeats">Timed runs a side; the median counts.</param>
/// <param name="Threads">The numbers of threads, each measured by itself.</param>
/// <param name="Trials">The most choices that a side tries.</param>
internal sealed record LinearProtocol(int TunedAt, int[] Passes, double Slack, int Repeats, int[] Threads, int Trials)
{
    /// <summary>How far losses of one side lie apart that are the same but for its threads, as a share.</summary>
    public double Noise => 1e-4;

    public static LinearProtocol Full { get; } = new(20, [1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 40, 50, 70, 100], 0.001, 5, [1, 2], 12);

    public static LinearProtocol Quick { get; } = new(5, [2, 5, 10, 20], 0.01, 1, [1, 2], 1);

    /// <summary>Of a side's grid: all, or the one in the middle.</summary>
    public IEnumerable<LinearChoice> Tried(IReadOnlyList<LinearChoice> grid) => Trials >= grid.Count ? grid : [grid[grid.Count / 2]];
}
