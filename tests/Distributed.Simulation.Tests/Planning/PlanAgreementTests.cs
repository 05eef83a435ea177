using ParameterStore;

namespace Distributed.Simulation.Tests;

/// <summary>Plans beside the virtual cluster, where both run: the band is 10 %, and 15 % where all wait for one another.</summary>
public sealed class PlanAgreementTests
{
    private const double Band = 0.10, BandInStep = 0.15;

    // Of one machine's costs, so that the test does not change with the defaults.
    private static readonly UnitCosts _costs = new()
    {
        MeasuredOn = "a test",
        RatingNs = 5,
        FactorNs = 0.2,
        FactorInMemoryNs = 0.5,
        DenseValueNs = 0.3,
        EncodeFloat32Ns = 0.5,
        EncodeInt8Ns = 1,
        FoldFloat32Ns = 1,
        FoldInt8Ns = 0.8,
        ClockNs = 200_000,
        ServerByteNs = 0.2,
        ServerRequestNs = 4_000,
        CommitNs = 30_000,
        PublishNs = 2_000,
        RatingBytes = 10,
    };

    /// <summary>What is scarce, and the sizes at which it is.</summary>
    public static TheoryData<string, int, int, int, int, long> Sizes => new()
    {
        { "worker CPU", 4, 1, 1, 20_000, 100_000_000 },
        { "worker CPU", 16, 4, 2, 20_000, 1_000_000_000 },
        { "worker network", 8, 1, 32, 200_000, 20_000_000 },
        { "master network", 16, 1, 1, 50_000, 20_000_000 },
        { "master network", 40, 2, 2, 50_000, 40_000_000 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void The_time_of_an_epoch_is_the_virtual_clusters(string scarce, int workers, int perProcess, int masters, int items, long rows)
    {
        foreach (UpdateWidth width in Enum.GetValues<UpdateWidth>())
        {
            ScalePlan plan = ScalePlan.Of(Input(workers, perProcess, masters, items, rows), width);
            if (width == UpdateWidth.Float32)
                plan.Clock.Busiest.Name.Should().Be(scarce);
            (Seconds(plan, SyncPolicy.Asynchronous) / plan.EpochSeconds).Should().BeApproximately(1, Band, "{0}, nobody waits", width);
            (Seconds(plan, SyncPolicy.BulkSynchronous) / plan.EpochSecondsInStep).Should().BeApproximately(1, BandInStep, "{0}, in step", width);
        }
    }

    [Fact]
    public void A_plan_with_a_mistake_in_it_is_out_of_the_band()
    {
        ScalePlan plan = ScalePlan.Of(Input(16, 1, 1, 50_000, 20_000_000), UpdateWidth.Float32);
        PlannedClock forgotten = new(plan.Input with { Masters = 2 }, plan.Width, plan.Clock.Load.Clocks);
        (Seconds(plan, SyncPolicy.Asynchronous) / (forgotten.CycleNs * forgotten.Load.Clocks / 1e9)).Should().NotBeInRange(1 - Band, 1 + Band);
    }

    // The virtual cluster reckons with no control slot: it is not what is scarce here.
    private static double Seconds(ScalePlan plan, SyncPolicy policy)
    {
        int clocks = Math.Clamp(plan.Clock.Load.Clocks, 20, 100);
        SimulationResult run = VirtualCluster.Run(plan.Clock.Cluster with { Policy = policy, ClocksPerWorker = clocks, MaxTimeNs = long.MaxValue / 4 });
        run.Pushes.Should().Be((long)clocks * plan.Input.Workers);
        return run.TimeNs / 1e9 * plan.Clock.Load.Clocks / clocks;
    }

    private static PlanInput Input(int workers, int perProcess, int masters, int items, long rows) => new()
    {
        Rows = rows,
        Users = 100_000,
        Items = items,
        Rank = 64,
        Workers = workers,
        WorkersPerProcess = perProcess,
        Masters = masters,
        Costs = _costs,
        Time = new() { Noise = TimeNoise.Lognormal(0.05), StartSpread = 0 },
    };
}
