namespace Distributed.Simulation.Tests;

public sealed class ModelTests
{
    private const long Second = 1_000_000_000;

    [Theory]
    [InlineData("none")]
    [InlineData("lognormal:0.3")]
    [InlineData("exponential:2")]
    [InlineData("pareto:4")]
    public void Times_have_the_mean_that_their_model_says(string noise)
    {
        var time = new TimeModel { Noise = TimeNoise.Parse(noise), SlowShare = 0.1, Classes = [1, 0.5] };
        time.Noise.ToString().Should().Be(noise);
        var draws = new Draws(5);
        const int Count = 20_000;
        double sum = 0;
        for (int clock = 0; clock < Count; clock++)
            sum += time.ComputeNs(draws, new(3, 0), clock);
        (sum / Count / time.MeanNs(3)).Should().BeApproximately(1, 0.02);
        time.MeanNs(2).Should().Be(2 * time.MeanNs(3));
    }

    [Fact]
    public void A_draw_depends_on_worker_clock_and_seed_only()
    {
        var time = new TimeModel();
        time.ComputeNs(new(5), new(3, 0), 7).Should().Be(time.ComputeNs(new(5), new(3, 0), 7));
        time.ComputeNs(new(5), new(3, 0), 8).Should().NotBe(time.ComputeNs(new(5), new(3, 0), 7));
        time.ComputeNs(new(5), new(4, 0), 7).Should().NotBe(time.ComputeNs(new(5), new(3, 0), 7));
        time.ComputeNs(new(6), new(3, 0), 7).Should().NotBe(time.ComputeNs(new(5), new(3, 0), 7));
        time.ComputeNs(new(5), new(3, 1), 7).Should().NotBe(time.ComputeNs(new(5), new(3, 0), 7));
    }

    [Fact]
    public void A_recorded_trace_is_gone_through_in_order()
    {
        IReadOnlyList<IReadOnlyList<double>> series = TraceText.Read(["# a run", "0,1.5", "1,2 # slow", "0,2.5", "", "0,3.5"], "trace");
        series.Should().BeEquivalentTo(new double[][] { [1.5, 2.5, 3.5], [2] });
        var time = new TimeModel { Noise = TimeNoise.Trace(series) };
        long[] times = [.. Enumerable.Range(0, 6).Select(clock => time.ComputeNs(new(1), new(2, 0), clock))];
        times.Take(3).Order().Should().Equal(3 * Second / 2, 5 * Second / 2, 7 * Second / 2);
        times.Skip(3).Should().Equal(times.Take(3));
        time.ComputeNs(new(1), new(1, 0), 9).Should().Be(2 * Second);
    }

    [Theory]
    [InlineData("fast")]
    [InlineData("1,2,3")]
    [InlineData("-1")]
    public void A_line_that_is_no_time_is_named(string line)
    {
        Action read = () => TraceText.Read(["1", line], "times.csv");
        read.Should().Throw<InvalidDataException>().WithMessage("times.csv, line 2:*");
    }

    [Fact]
    public void A_lone_workers_clock_takes_its_computing_its_messages_and_its_bytes()
    {
        SimulationOptions options = Small.Options("asp", workers: 1) with
        {
            Time = new() { Noise = TimeNoise.None, StartSpread = 0 },
            Network = new() { LatencyNs = 1_000, WorkerBytesPerSecond = 44e3, Shards = 2, ShardBytesPerSecond = 22e3, ShardRequestNs = 7 },
            ClocksPerWorker = 3,
        };
        long bytes = options.Workload.PullBytes;
        bytes.Should().Be(44);
        long transfer = Second / 1_000;
        VirtualCluster.Run(options).TimeNs.Should().Be(3 * (Second + (4 * 1_000) + (4 * transfer) + (2 * 7)));
    }

    [Fact]
    public void Requests_queue_at_a_shard()
    {
        SimulationOptions options = Small.Options("bsp", workers: 10) with
        {
            Time = new() { Noise = TimeNoise.None, StartSpread = 0 },
            Network = new() { LatencyNs = 0, ShardRequestNs = Second / 10 },
            ClocksPerWorker = 1,
        };
        VirtualCluster.Run(options).TimeNs.Should().Be(Second + (11 * Second / 10), "the first comes back at once, the others at the pace of the shard");
    }

    [Fact]
    public void Models_out_of_their_ranges_are_refused()
    {
        SimulationOptions options = Small.Options("asp");
        SimulationOptions[] wrong =
        [
            options with { Workers = 0 },
            options with { Step = double.NaN },
            options with { Time = new() { ClockNs = 0 } },
            options with { Time = new() { SlowShare = 2 } },
            options with { Time = new() { Classes = [] } },
            options with { Network = new() { Shards = 0 } },
            options with { Network = new() { WorkerBytesPerSecond = 0 } },
            options with { Faults = new() { LostShare = 1 } },
            options with { Faults = new() { NoticeNs = -1 } },
        ];
        foreach (SimulationOptions each in wrong)
            ((Action)(() => VirtualCluster.Run(each))).Should().Throw<ArgumentException>();
    }
}
