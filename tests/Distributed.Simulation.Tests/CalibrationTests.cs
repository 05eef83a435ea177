namespace Distributed.Simulation.Tests;

public sealed class CalibrationTests
{
    private static readonly SimulationOptions _recorded = Small.Options("asp") with
    {
        Time = new() { ClockNs = 2_000_000_000, Classes = [1, 2, 0.5, 1], SlowShare = 0.05, Noise = TimeNoise.Lognormal(0.1) },
        Network = new() { LatencyNs = 20_000_000 },
        RecordsLog = true,
        EvaluateEvery = 1_000_000,
        MaxTimeNs = 4_000_000_000_000,
    };

    [Fact]
    public void A_fit_to_a_simulated_log_finds_the_models_that_made_it()
    {
        Calibration fit = Calibration.Of(VirtualCluster.Run(_recorded).Log!);
        fit.Workers.Should().Be(8);
        fit.Time.ClockNs.Should().BeCloseTo(2_000_000_000, 60_000_000);
        double[] classes = [1, 2, 0.5, 1, 1, 2, 0.5, 1];
        for (int seat = 0; seat < classes.Length; seat++)
            (fit.Time.Classes[seat] / classes[seat]).Should().BeApproximately(1, 0.06);
        fit.Time.SlowShare.Should().BeApproximately(0.05, 0.02);
        fit.Network.LatencyNs.Should().Be(20_000_000);
    }

    [Theory]
    [InlineData("bsp")]
    [InlineData("ssp:2")]
    public void What_was_fitted_under_one_policy_predicts_another(string policy)
    {
        Calibration fit = Calibration.Of(VirtualCluster.Run(_recorded).Log!);
        SimulationOptions other = _recorded with { Policy = ParameterStore.SyncPolicy.Parse(policy), RecordsLog = false };
        SimulationResult real = VirtualCluster.Run(other);
        SimulationResult predicted = VirtualCluster.Run(other with { Time = fit.Time, Network = fit.Network, Seed = 99 });
        ((double)predicted.Pushes / real.Pushes).Should().BeApproximately(1, 0.08);
        ((double)predicted.WaitedNs / real.WaitedNs).Should().BeApproximately(1, 0.15);
    }

    [Fact]
    public void Pulls_that_are_told_with_their_push_are_part_of_the_clock()
    {
        // As over Redis, where a worker tells of its pull in the record of its push.
        EventLog log = VirtualCluster.Run(_recorded).Log!;
        var late = new List<EventLogEntry>();
        var pulls = new Dictionary<ParameterStore.AttemptId, EventLogEntry>();
        foreach (EventLogEntry entry in log.Entries)
        {
            if (entry.Event.Kind == ParameterStore.SyncEventKind.Pulled)
            {
                pulls.Add(entry.Event.Attempt, entry);
                continue;
            }

            if (entry.Event.Kind == ParameterStore.SyncEventKind.Pushed && pulls.Remove(entry.Event.Attempt, out EventLogEntry? pull))
                late.Add(pull with { Event = pull.Event with { Now = entry.Event.Now } });
            late.Add(entry);
        }

        Calibration fit = Calibration.Of(new(late));
        fit.Network.LatencyNs.Should().Be(0);
        SimulationResult real = VirtualCluster.Run(_recorded), predicted = VirtualCluster.Run(_recorded with { Time = fit.Time, Network = fit.Network, Seed = 99 });
        ((double)predicted.Pushes / real.Pushes).Should().BeApproximately(1, 0.08);
    }

    [Fact]
    public void The_measured_times_themselves_can_be_gone_through()
    {
        Calibration fit = Calibration.Of(VirtualCluster.Run(_recorded).Log!);
        fit.Series.Sum(series => series.Count).Should().Be(fit.Clocks);
        SimulationResult real = VirtualCluster.Run(_recorded);
        SimulationResult again = VirtualCluster.Run(_recorded with { Time = new() { ClockNs = fit.Time.ClockNs, Noise = TimeNoise.Trace(fit.Series) } });
        ((double)again.Pushes / real.Pushes).Should().BeApproximately(1, 0.05);
    }

    [Theory]
    [InlineData("bsp")]
    [InlineData("ssp:3")]
    [InlineData("asp")]
    public void First_clocks_fifty_times_longer_change_neither_the_fit_nor_its_error(string policy)
    {
        EventLog cold = Log(policy, first: 50), warm = Log(policy, first: 1);
        cold.Entries[^1].Event.Now.Should().BeGreaterThan(warm.Entries[^1].Event.Now * 11 / 10, "the first clocks take a good part of the run");
        Calibration fit = Calibration.Of(cold), same = Calibration.Of(warm);
        ((double)fit.Time.ClockNs / same.Time.ClockNs).Should().BeApproximately(1, 0.01);
        fit.Time.SlowShare.Should().Be(0).And.Be(same.Time.SlowShare);
        fit.Network.LatencyNs.Should().Be(same.Network.LatencyNs);

        JobFigures real = JobFigures.Of(policy, cold);
        Prediction predicted = Prediction.Of(fit, ParameterStore.SyncPolicy.Parse(policy), real.Workers, real.Pushes, firstSeed: 5, seeds: 3);
        (predicted.Figures.PushesPerSecond / real.PushesPerSecond).Should().BeApproximately(1, 0.05);
        predicted.Figures.WaitedShare.Should().BeApproximately(real.WaitedShare, 0.03);

        static EventLog Log(string policy, double first) => VirtualCluster.Run(_recorded with
        {
            Policy = ParameterStore.SyncPolicy.Parse(policy),
            Workers = 4,
            Time = new() { ClockNs = 2_000_000, Noise = new ColdStart(first), StartSpread = 0 },
            Network = new() { LatencyNs = 20_000 },
            MaxPushes = 800,
        }).Log!;
    }

    [Fact]
    public void A_log_without_pushes_is_refused()
    {
        Action fit = () => Calibration.Of(new([]));
        fit.Should().Throw<ArgumentException>().WithMessage("*nothing can be fitted*");
    }

    [Theory]
    [InlineData("asp")]
    [InlineData("bsp")]
    public void Arithmetic_agrees_with_the_simulation(string policy)
    {
        SimulationOptions options = Small.Options(policy, workers: 20) with { MaxTimeNs = 200_000_000_000, EvaluateEvery = 1_000, Time = new() { SlowShare = 0.05 } };
        AnalyticEstimate estimate = AnalyticEstimate.Of(options);
        SimulationResult result = VirtualCluster.Run(options);
        double expected = policy == "asp" ? estimate.PushesPerSecondMax : estimate.PushesPerSecondInStep;
        (result.Pushes / (result.TimeNs / 1e9) / expected).Should().BeApproximately(1, 0.05);
        double waited = result.WaitedNs / ((double)result.TimeNs * 20);
        waited.Should().BeApproximately(policy == "asp" ? 0 : estimate.WaitedShareInStep, 0.03);
    }

    [Fact]
    public void Arithmetic_knows_what_the_store_can_take()
    {
        SimulationOptions options = Small.Options("asp", workers: 50) with { Network = new() { ShardRequestNs = 50_000_000 }, MaxTimeNs = 60_000_000_000 };
        AnalyticEstimate estimate = AnalyticEstimate.Of(options);
        estimate.PushesPerSecondMax.Should().Be(10);
        SimulationResult result = VirtualCluster.Run(options);
        (result.Pushes / (result.TimeNs / 1e9)).Should().BeApproximately(10, 1);
    }

    private sealed class ColdStart(double first) : TimeNoise
    {
        internal override double Mean => 1;

        public override string ToString() => "cold start";

        internal override double Factor(Draws draws, ParameterStore.WorkerId worker, int clock) =>
            (clock == 0 ? first : 1) * (0.9 + (0.2 * Draws.Unit(draws.Stream(worker, clock, DrawPurpose.Trace), 0)));
    }
}
