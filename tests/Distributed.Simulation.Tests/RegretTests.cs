namespace Distributed.Simulation.Tests;

/// <summary>The theorem of stale synchronous parallel (Ho et al., NIPS 2013, theorem 1), held to runs of the virtual cluster with stragglers.</summary>
public sealed class RegretTests
{
    private const int Coordinates = 2;
    private const int Workers = 8;
    private const double Radius = 8;
    private const double Lipschitz = 1;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(9)]
    public void Regret_stays_under_the_bound_of_the_theorem(int staleness)
    {
        double step = StepSchedule.StaleSynchronousStep(Radius, Lipschitz, staleness, Workers);
        DistanceLearner learner = Run(staleness, step, StepSchedule.InverseSquareRoot);

        (Coordinates * learner.Span * learner.Span / 2).Should().BeLessThanOrEqualTo(Radius * Radius, "the theorem assumes a bounded space");
        learner.Regret().Should().BeGreaterThan(0).And.BeLessThan(Bound(staleness, learner.Updates));
    }

    [Fact]
    public void A_step_that_does_not_fall_and_is_far_too_large_breaks_the_bound()
    {
        DistanceLearner learner = Run(3, 20, StepSchedule.Constant);
        learner.Regret().Should().BeGreaterThan(Bound(3, learner.Updates));
    }

    [Theory]
    [InlineData(0, 1, 3, 8)]
    [InlineData(1, 0, 3, 8)]
    [InlineData(1, 1, -1, 8)]
    [InlineData(1, 1, 3, 0)]
    public void Numbers_that_make_no_step_are_refused(double radius, double lipschitz, int staleness, int workers) =>
        FluentActions.Invoking(() => StepSchedule.StaleSynchronousStep(radius, lipschitz, staleness, workers)).Should().Throw<ArgumentOutOfRangeException>();

    private static double Bound(int staleness, int updates) => 4 * Radius * Lipschitz * Math.Sqrt(2.0 * (staleness + 1) * Workers * updates);

    private static DistanceLearner Run(int staleness, double step, StepSchedule schedule)
    {
        var learner = new DistanceLearner(Coordinates);
        SimulationOptions options = Small.Options($"ssp:{staleness}", workers: Workers) with
        {
            Workload = new LearnerWorkload("distances", "for a test", () => learner),
            Step = step,
            Schedule = schedule,
            ClocksPerWorker = 500,
            MaxTimeNs = long.MaxValue / 4,
        };
        VirtualCluster.Run(options).Pushes.Should().Be(Workers * 500);
        return learner;
    }
}
