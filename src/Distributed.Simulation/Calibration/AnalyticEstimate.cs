namespace Distributed.Simulation;

/// <summary>
/// What a cluster does by arithmetic alone, beside what the simulator finds: clocks a second if nobody waits, and if all wait for the slowest in
/// every clock. Every policy lies between the two, but for aborts and queues.
/// </summary>
public sealed record AnalyticEstimate
{
    private const int Rounds = 2_000;

    /// <summary>Pushes a second of all workers together if nobody waits (asynchronous).</summary>
    public required double PushesPerSecondMax { get; init; }

    /// <summary>Pushes a second of all workers together if all wait for the slowest in every clock (bulk synchronous).</summary>
    public required double PushesPerSecondInStep { get; init; }

    /// <summary>The share of time that workers wait in step, 0 to 1: for the slowest, and for the queue at the store, where all are at once.</summary>
    public required double WaitedShareInStep { get; init; }

    /// <summary>What the store's shards can take in pushes (each with its pull) a second; infinite without a limit.</summary>
    public required double PushesPerSecondOfStore { get; init; }

    /// <summary>Estimates from the models of time and network, by the means of the time model and of the slowest of all workers over 2,000 drawn clocks.</summary>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static AnalyticEstimate Of(SimulationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        double served = ServedNs(options), messages = MessagesNs(options);
        double store = served == 0 ? double.PositiveInfinity : Nanoseconds.PerSecond / served;
        double free = 0;
        for (int seat = 0; seat < options.Workers; seat++)
            free += Nanoseconds.PerSecond / (options.Time.MeanNs(seat) + messages);
        (double slowest, double mean) = InStep(options);
        double round = slowest + messages;
        return new()
        {
            PushesPerSecondMax = Math.Min(free, store),
            PushesPerSecondInStep = Math.Min(options.Workers * Nanoseconds.PerSecond / round, store),
            WaitedShareInStep = (slowest - mean) / round,
            PushesPerSecondOfStore = store,
        };
    }

    /// <summary>How long the store is busy with a push and its pull.</summary>
    internal static double ServedNs(SimulationOptions options)
    {
        IGradientLearner learner = options.Workload.LearnerOf(options.Workers);
        return ServedNs(options.Network, learner.PullBytes) + ServedNs(options.Network, learner.PushBytes);
    }

    /// <summary>How long a clock's messages take without queues.</summary>
    internal static double MessagesNs(SimulationOptions options)
    {
        IGradientLearner learner = options.Workload.LearnerOf(options.Workers);
        double bandwidth = options.Network.WorkerBytesPerSecond;
        return LatenciesNs(options.Network) + ServedNs(options) + Nanoseconds.ToSend(learner.PullBytes, bandwidth) + Nanoseconds.ToSend(learner.PushBytes, bandwidth);
    }

    /// <summary>A clock's messages if they were empty.</summary>
    internal static double LatenciesNs(NetworkModel network) => (4 * (double)network.LatencyNs) + network.EventDelayNs + network.DecisionDelayNs;

    private static double ServedNs(NetworkModel network, long bytes) => network.ShardRequestNs + Nanoseconds.ToSend((bytes + network.Shards - 1) / network.Shards, network.ShardBytesPerSecond);

    // Of rounds that all begin at once: until the store has the last push, less what a lone worker's messages take; and the mean of computing.
    private static (double SlowestNs, double MeanNs) InStep(SimulationOptions options)
    {
        IGradientLearner learner = options.Workload.LearnerOf(options.Workers);
        double pull = ServedNs(options.Network, learner.PullBytes), push = ServedNs(options.Network, learner.PushBytes);
        var draws = new Draws(options.Seed);
        int rounds = Math.Max(1, Math.Min(Rounds, 2_000_000 / options.Workers));
        double[] ends = new double[options.Workers];
        double slowest = 0, all = 0;
        for (int clock = 0; clock < rounds; clock++)
        {
            for (int seat = 0; seat < ends.Length; seat++)
            {
                long time = options.Time.ComputeNs(draws, new(seat, 0), clock);
                ends[seat] = (seat * pull) + time;
                all += time;
            }

            Array.Sort(ends);
            double free = 0;
            foreach (double end in ends)
                free = Math.Max(free, end) + push;
            slowest += free - push;
        }

        return (slowest / rounds, all / rounds / options.Workers);
    }
}
