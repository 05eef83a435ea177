using FsCheck;
using FsCheck.Fluent;

namespace ParameterStore.Tests;

public class AbortTunerTests
{
    // Every worker pushes every 100; 1 and 2 shortly after 0, so that a little wait shows both.
    private static readonly (long At, int Seat)[] _burst = [(100, 0), (110, 1), (120, 2), (200, 0), (210, 1), (220, 2), (300, 0)];

    [Fact]
    public void In_a_burst_the_time_is_the_gap_to_its_end() => After(SpecSyncOptions.Default, 3, _burst).Should().Be((20, 20 * 2 * 0.5 / 100));

    [Fact]
    public void With_a_loss_that_weighs_more_the_time_is_shorter_or_none()
    {
        After(SpecSyncOptions.Paper, 3, _burst).Should().Be((20, 0.4));
        After(SpecSyncOptions.Paper with { LossWeight = 2 }, 3, _burst).Should().Be((10, 0.4));
        After(SpecSyncOptions.Paper with { LossWeight = 50 }, 3, _burst).Should().Be((0, double.PositiveInfinity));
    }

    [Fact]
    public void Too_short_and_too_long_gaps_are_left_out()
    {
        After(SpecSyncOptions.Default with { ShortestShare = 0.25 }, 3, _burst).Time.Should().Be(0);
        After(SpecSyncOptions.Default with { LongestShare = 0.15 }, 3, _burst).Time.Should().Be(10);
    }

    [Fact]
    public void Before_an_epoch_and_a_second_push_nothing_is_looked_for()
    {
        After(SpecSyncOptions.Default, 3, _burst[..3]).Time.Should().Be(0);
        After(SpecSyncOptions.Default, 4, [(100, 0), (101, 1), (102, 2), (103, 3)]).Time.Should().Be(0);
    }

    [Fact]
    public void The_released_code_averages_what_its_epochs_found()
    {
        (long At, int Seat)[] longer = [.. _burst, (330, 1), (334, 2), (400, 0)];

        After(SpecSyncOptions.ReleasedCode with { AveragesTimes = false, LongestShare = 0.4 }, 3, longer).Time.Should().Be(34);
        After(SpecSyncOptions.ReleasedCode with { LongestShare = 0.4 }, 3, longer).Time.Should().Be((20 + 20 + 34) / 3);
    }

    [Fact]
    public void Time_and_cost_are_those_of_a_search_by_the_formulas() => Prop.ForAll<int[], byte>((draws, pick) =>
    {
        int workers = 2 + (pick % 5);
        SpecSyncOptions[] all = [SpecSyncOptions.Default, SpecSyncOptions.Paper, SpecSyncOptions.ReleasedCode with { AveragesTimes = false }];
        SpecSyncOptions options = all[pick % 3];
        long now = 0;
        (long At, int Seat)[] pushes = [.. draws.Select(d => (now += (uint)d % 40, (int)((uint)d / 40 % workers)))];

        After(options, workers, pushes).Should().Be(ByTheFormulas(options, workers, pushes));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_leaver_takes_its_pushes_and_its_pace_with_it()
    {
        (long At, int Seat)[] pushes = [(100, 0), (105, 3), (110, 1), (120, 2), (200, 0), (205, 3), (210, 1), (220, 2)];
        (ClockGate gate, AbortTuner tuner) = World(SpecSyncOptions.Default, 4);
        Push(gate, tuner, pushes);

        gate.On(SyncEvent.Left(new(3, 0), LeaveReason.Died));
        tuner.Left(3);
        Push(gate, tuner, [(300, 0)]);

        (tuner.AbortTime, tuner.CostOfAbort(gate.Workers)).Should().Be(After(SpecSyncOptions.Default, 3, _burst));
    }

    private static (long Time, double Cost) After(SpecSyncOptions options, int workers, (long At, int Seat)[] pushes)
    {
        (ClockGate gate, AbortTuner tuner) = World(options, workers);
        Push(gate, tuner, pushes);
        return (tuner.AbortTime, tuner.CostOfAbort(workers));
    }

    private static (ClockGate Gate, AbortTuner Tuner) World(SpecSyncOptions options, int workers)
    {
        var gate = new ClockGate(int.MaxValue);
        var tuner = new AbortTuner(options);
        for (int seat = 0; seat < workers; seat++)
        {
            gate.On(SyncEvent.Joined(new(seat, 0), 0));
            tuner.Joined(seat);
        }

        return (gate, tuner);
    }

    private static void Push(ClockGate gate, AbortTuner tuner, (long At, int Seat)[] pushes)
    {
        foreach ((long at, int seat) in pushes)
            tuner.Pushed(seat, at, gate);
    }

    // Worker by worker and gap by gap, as the paper's equations stand.
    private static (long Time, double Cost) ByTheFormulas(SpecSyncOptions options, int m, (long At, int Seat)[] pushes)
    {
        int epochs = (pushes.Length - 1) / m;
        if (epochs < 1)
            return (0, double.PositiveInfinity);
        (long At, int Seat)[] known = pushes[..((epochs * m) + 1)];
        (long At, int Seat)[] epoch = pushes[((epochs - 1) * m)..(epochs * m)];
        long[] intervals = [.. Enumerable.Range(0, m).Select(i => known.Where(p => p.Seat == i).TakeLast(2).ToArray()).Select(p => p.Length < 2 ? 0 : Math.Max(1, p[1].At - p[0].At))];
        if (intervals.All(t => t == 0))
            return (0, double.PositiveInfinity);
        long mean = intervals.Sum() / intervals.Count(t => t > 0);
        double inverses = 0;
        foreach (long interval in intervals)
            inverses += 1.0 / (interval == 0 ? mean : interval);

        double Gain(long time) => epoch.Select((p, i) => epoch[(i + 1)..].Count(q => q.Seat != p.Seat && q.At - p.At <= time)).Sum() - (time * (options.LossWeight * (m - 1) * inverses));
        long[] times = [.. epoch.SelectMany((p, i) => epoch[(i + 1)..].Where(q => q.Seat != p.Seat).Select(q => q.At - p.At))
            .Where(t => t > 0 && t >= options.ShortestShare * mean && t <= options.LongestShareOf(m) * mean).Order()];
        long best = times.Length == 0 ? 0 : times.MaxBy(Gain);
        return best == 0 || Gain(best) <= 0 ? (0, double.PositiveInfinity) : (best, options.LossWeight * best * (m - 1) / mean);
    }
}
