using Distributed.Learning;

namespace Distributed.Simulation;

/// <summary>What a training will need and how long it will take, reckoned from unit costs, for one way of coding updates.</summary>
internal sealed record ScalePlan
{
    /// <summary>The share of waiting that a clock should be long enough for.</summary>
    internal const double WaitedShareMax = 0.1;

    // Steps of a search over clocks and workers.
    private const double Finer = 1.02, Coarser = 1.1;

    public required PlanInput Input { get; init; }

    public required UpdateWidth Width { get; init; }

    public required PlannedMemory Memory { get; init; }

    /// <summary>The clock that was given, or that the trainer would choose.</summary>
    public required PlannedClock Clock { get; init; }

    /// <summary>The shortest clock that keeps waiting for messages within <see cref="WaitedShareMax"/>; null: none does.</summary>
    public required PlannedClock? Shortest { get; init; }

    /// <summary>Seconds of an epoch if nobody waits for others.</summary>
    public required double EpochSeconds { get; init; }

    /// <summary>Seconds of an epoch if all wait for the slowest in every clock.</summary>
    public required double EpochSecondsInStep { get; init; }

    /// <summary>The share of time in which workers do not compute if all wait for the slowest in every clock, 0 to 1.</summary>
    public required double WaitedShareInStep { get; init; }

    /// <summary>The number of workers from which on their processors are not the busiest any more, and what is instead; null: up to the most that there can be.</summary>
    public required (int Workers, string Resource)? Turn { get; init; }

    /// <summary>What does not fit, in sentences. Empty: all does.</summary>
    public required IReadOnlyList<string> Misfits { get; init; }

    internal double CommitsPerSecond => (double)Input.Workers * Clock.Load.Clocks / EpochSeconds;

    /// <summary>What there is too little of first: memory where it does not fit, else what is the busiest.</summary>
    internal string Bottleneck => Misfits.Count > 0 ? "memory" : Clock.Busiest.Name;

    /// <exception cref="FormatException">A clock would take longer than a year.</exception>
    internal static ScalePlan Of(PlanInput input, UpdateWidth width)
    {
        var clock = new PlannedClock(input, width, input.Clocks ?? TrainersClocks(input));
        if (clock.Load.ComputeNs > PlannedCluster.ClockNsMax)
            throw new FormatException("a clock would take longer than a year; take more workers, or more clocks an epoch");
        AnalyticEstimate estimate = AnalyticEstimate.Of(clock.Cluster);
        double control = Nanoseconds.PerSecond / PlannedCluster.ControlNs(input);
        double pushes = (double)input.Workers * clock.Load.Clocks;
        double inStep = pushes / Math.Min(estimate.PushesPerSecondInStep, control);
        PlannedMemory memory = PlannedMemory.Of(input, width);
        return new()
        {
            Input = input,
            Width = width,
            Memory = memory,
            Clock = clock,
            Shortest = FindShortest(input, width),
            EpochSeconds = pushes / Math.Min(estimate.PushesPerSecondMax, control),
            EpochSecondsInStep = inStep,
            WaitedShareInStep = 1 - (clock.ComputeNs * clock.Load.Clocks / Nanoseconds.PerSecond / inStep),
            Turn = FindTurn(input, width),
            Misfits = [.. MisfitsOf(input, memory)],
        };
    }

    /// <summary>Clocks of an epoch that a worker can have at most.</summary>
    internal static int ClocksMax(PlanInput input) => (int)Math.Clamp(
        Math.Min(input.Rows / input.Workers, input.IsFactorization ? input.Items : long.MaxValue), 1, RatingShape.PartsMax);

    private static int TrainersClocks(PlanInput input)
    {
        int blocks = input.IsFactorization
            ? FactorizationShape.For(input.Rows, input.Users, input.Items, input.Rank, input.Workers, null, 1, pushesOverNetwork: input.Processes > 1).Blocks
            : (int)Math.Min(int.MaxValue, input.Rows / input.Workers / FactorizationShape.RatingsPerNetworkClock);
        return Math.Clamp(blocks, 1, ClocksMax(input));
    }

    private static PlannedClock? FindShortest(PlanInput input, UpdateWidth width)
    {
        for (double clocks = ClocksMax(input); clocks >= 1; clocks = Math.Min(clocks - 1, Math.Floor(clocks / Finer)))
        {
            var clock = new PlannedClock(input, width, (int)clocks);
            if (clock.WaitedShare <= WaitedShareMax)
                return clock;
        }

        return null;
    }

    private static (int Workers, string Resource)? FindTurn(PlanInput input, UpdateWidth width)
    {
        for (double workers = 1; workers <= SimulationOptions.WorkersMax; workers = Math.Max(workers + 1, Math.Floor(workers * Coarser)))
        {
            PlanInput tried = input with { Workers = (int)workers, WorkersPerProcess = Math.Min(input.WorkersPerProcess, (int)workers) };
            int clocks = Math.Min(input.Clocks ?? TrainersClocks(tried), ClocksMax(tried));
            PlannedResource busiest = new PlannedClock(tried, width, clocks).Busiest;
            if (busiest.Name != PlannedResource.WorkerCpu)
                return (tried.Workers, busiest.Name);
        }

        return null;
    }

    private static IEnumerable<string> MisfitsOf(PlanInput input, PlannedMemory memory)
    {
        if (memory.LargestTable > Array.MaxLength)
            yield return FormattableString.Invariant($"a table has {memory.LargestTable:N0} values, and this version holds at most {Array.MaxLength:N0} in one: such a training is refused");
        if (memory.Process > input.ProcessMemory)
            yield return FormattableString.Invariant($"a process needs {memory.Process / 1e9:N0} GB, and its machine has {input.ProcessMemory / 1e9:N0}");
        if (memory.Master > input.MasterMemory)
            yield return FormattableString.Invariant($"a master needs {memory.Master / 1e9:N0} GB, and its machine has {input.MasterMemory / 1e9:N0}");
    }
}
