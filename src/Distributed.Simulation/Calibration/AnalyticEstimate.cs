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

    /// <summary>The share of time that workers wait in step, 0 to 1.</summary>
    public required double WaitedShareInStep { get; init; }

    /// <summary>What the store's shards can take in pushes (each with its pull) a second; infinite without a limit.</summary>
    public required double PushesPerSecondOfStore { get; init; }

    /// <summary>Estimates from the models of time and network, by the means of the time model and of the slowest of all workers over 2,000 drawn clocks.</summary>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static AnalyticEstimate Of(SimulationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        NetworkModel network = options.Network;
        IGradientLearner learner = options.Workload.LearnerOf(options.Workers);
        long bytes = learner.PullBytes + learner.PushBytes;
        double served = (2 * network.ShardRequestNs) + Nanoseconds.ToSend(bytes / network.Shards, network.ShardBytesPerSecond);
        double messages = (4 * network.LatencyNs) + Nanoseconds.ToSend(bytes, network.WorkerBytesPerSecond) + served + network.EventDelayNs + network.DecisionDelayNs;
        double store = served == 0 ? double.PositiveInfinity : Nanoseconds.PerSecond / served;
        double free = 0, slowest = 0;
        var draws = new Draws(options.Seed);
        for (int seat = 0; seat < options.Workers; seat++)
            free += Nanoseconds.PerSecond / (options.Time.MeanNs(seat) + messages);
        int rounds = Math.Max(1, Math.Min(Rounds, 2_000_000 / options.Workers));
        double all = 0;
        for (int clock = 0; clock < rounds; clock++)
        {
            long most = 0;
            for (int seat = 0; seat < options.Workers; seat++)
            {
                long time = options.Time.ComputeNs(draws, new(seat, 0), clock);
                most = Math.Max(most, time);
                all += time;
            }

            slowest += most;
        }

        double round = (slowest / rounds) + messages;
        double mean = all / rounds / options.Workers;
        return new()
        {
            PushesPerSecondMax = Math.Min(free, store),
            PushesPerSecondInStep = Math.Min(options.Workers * Nanoseconds.PerSecond / round, store),
            WaitedShareInStep = ((slowest / rounds) - mean) / round,
            PushesPerSecondOfStore = store,
        };
    }
}
