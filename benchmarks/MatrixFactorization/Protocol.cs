namespace Benchmarks;

/// <summary>How much is tried and measured.</summary>
/// <param name="Epochs">The most passes over the data.</param>
/// <param name="TunedAt">The passes at which a trial is looked at.</param>
/// <param name="Slack">How far above the best error the target lies.</param>
/// <param name="Repeats">Timed runs a side; the median counts.</param>
/// <param name="Threads">The numbers of threads, each measured by itself.</param>
internal sealed record Protocol(int Epochs, int[] TunedAt, double Slack, int Repeats, int[] Threads)
{
    public static Protocol Full { get; } = new(20, [5, 10, 20], 0.001, 5, [1, 2]);

    public static Protocol Quick { get; } = new(4, [4], 0.001, 1, [1, 2]);

    /// <summary>The passes at which a side is looked at until it reaches the target: it may take twice as long as the target's setter.</summary>
    public IEnumerable<int> LookedAt => TunedAt.Append(Epochs).Append(Epochs * 3 / 2).Append(Epochs * 2).Distinct();
}
