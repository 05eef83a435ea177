namespace Distributed.Learning;

/// <summary>
/// How many rounds an epoch has. More let workers hear of one another sooner, so that fewer epochs do; each costs a push, of all the shard's duals too, a pull and a wait for the slowest.
/// The costs are rough figures of a present processor, and no measurement: every process of a job has to come to the same number.
/// </summary>
internal static class DualRounds
{
    private const int Max = 8;

    // Of computing: the model of an epoch's mean hardly gains by rounds until epochs are many.
    private const double WaitingShare = 0.05;

    // nanoseconds
    private const double PerValue = 3, PerExample = 150;
    private const double PerRoundInMemory = 300_000, PerRoundOverNetwork = 3_000_000, PerSum = 25, PerDualInMemory = 12, PerDualOverNetwork = 25;

    internal static int For(DualProblem problem, bool overNetwork)
    {
        LinearShards examples = problem.Examples;
        return examples.Shards == 1 ? 1 : For(examples.Examples.Values / examples.Shards, examples.Count / examples.Shards, problem.Sums, overNetwork);
    }

    /// <param name="values">Feature values of a shard.</param>
    /// <param name="examples">Examples of a shard.</param>
    /// <param name="sums">Rows that are pushed.</param>
    /// <param name="overNetwork">Whether pushes cross a network.</param>
    internal static int For(long values, int examples, int sums, bool overNetwork)
    {
        double computing = (values * PerValue) + (examples * PerExample);
        double round = overNetwork
            ? PerRoundOverNetwork + (sums * PerSum) + (examples * PerDualOverNetwork)
            : PerRoundInMemory + (sums * PerSum) + (examples * PerDualInMemory);
        return (int)Math.Clamp(WaitingShare * computing / round, 1, Max);
    }
}
