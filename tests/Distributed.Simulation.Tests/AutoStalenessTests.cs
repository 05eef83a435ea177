using System.Buffers;
using ParameterStore;

namespace Distributed.Simulation.Tests;

/// <summary>A staleness that tunes itself, by losses that are real.</summary>
public sealed class AutoStalenessTests
{
    private static readonly int[] _fixed = [0, 1, 2, 4, 8, 16];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void At_a_step_that_is_too_large_for_asp_it_ends_near_the_best_fixed_staleness(ulong seed)
    {
        SimulationOptions options = TooLarge(seed);
        VirtualCluster.Run(options with { Policy = SyncPolicy.Asynchronous }).Reached.Should().BeFalse();
        int best = _fixed.MinBy(s => EndOf(VirtualCluster.Run(options with { Policy = SyncPolicy.BoundedStaleness(s), Step = options.Step / Math.Sqrt(s + 1) })));

        SimulationResult tuned = VirtualCluster.Run(options with { Policy = SyncPolicy.AutoStaleness(0) });

        tuned.Reached.Should().BeTrue();
        ArmsOf(tuned).TakeLast(4).Should().OnlyContain(s => s >= best / 2 && s <= best * 2);
        EndOf(tuned).Should().BeLessThan(0.39);
    }

    [Fact]
    public void One_that_prefers_the_worse_is_told_from_it()
    {
        SimulationOptions options = TooLarge(seed: 1) with { Policy = SyncPolicy.AutoStaleness(0) };

        SimulationResult wrong = VirtualCluster.Run(options, new UpsideDown(options.Policy.Create()));

        wrong.Reached.Should().BeFalse();
        ArmsOf(wrong).TakeLast(4).Should().OnlyContain(s => s <= 2);
    }

    [Fact]
    public void Whoever_dies_every_measure_is_taken_once()
    {
        int answers = 0, takenOver = 0;
        for (ulong seed = 1; seed <= 40; seed++)
        {
            SimulationOptions options = Small.WithFaults(Small.Options("autostaleness:1,4", seed, workers: 4));
            long? wanted = null;
            bool someoneLeft = false;
            options = options with { RecordsLog = true, EvaluateEvery = 100_000, Faults = options.Faults with { CrashShare = 0.1 } };
            foreach (EventLogEntry entry in VirtualCluster.Run(options, new AutoStalenessPolicy(1, 4, 0, new(PushesEach: 1, Clocks: 1, Rests: 2))).Log!.Entries)
            {
                if (entry.Event.Kind == SyncEventKind.Measured)
                {
                    entry.Event.Id.Should().Be(wanted);
                    (wanted, answers, takenOver) = (null, answers + 1, takenOver + (someoneLeft ? 1 : 0));
                }

                someoneLeft |= entry.Event.Kind == SyncEventKind.Left;
                foreach (SyncDecision wish in entry.Decisions.Where(d => d.Kind == SyncDecisionKind.Measure))
                    (wanted, someoneLeft) = (wish.Id, false);
            }
        }

        answers.Should().BeGreaterThan(200);
        takenOver.Should().BePositive("else nobody died who owed one");
    }

    private static SimulationOptions TooLarge(ulong seed) => new()
    {
        Workers = 16,
        Step = 2.1,
        Seed = seed,
        Time = new() { SlowShare = 0.05 },
        Target = 0.4,
        StopsAtTarget = false,
        MaxTimeNs = 800_000_000_000,
        RecordsLog = true,
    };

    private static double EndOf(SimulationResult result) => result.Losses.TakeLast(20).Average(point => point.Loss);

    // What was tried and kept, from the scales that were announced; it began with 0.
    private static IEnumerable<int> ArmsOf(SimulationResult result) => result.Log!.Entries
        .SelectMany(entry => entry.Decisions)
        .Where(decision => decision.Kind == SyncDecisionKind.SetStepScale)
        .Select(decision => (int)Math.Round(1 / (decision.Weight * (double)decision.Weight)) - 1);

    /// <summary>To whom a loss that falls is one that rises.</summary>
    private sealed class UpsideDown(ISyncPolicy inner) : ISyncPolicy
    {
        public SyncTraits Traits => inner.Traits;

        public void On(in SyncEvent e, ICollection<SyncDecision> decisions) => inner.On(
            e.Kind == SyncEventKind.Measured ? SyncEvent.Measured(e.Id, 1 / e.Value) with { Now = e.Now, Sequence = e.Sequence } : e, decisions);

        public void Save(IBufferWriter<byte> to) => inner.Save(to);

        public void Load(ReadOnlySpan<byte> from) => inner.Load(from);
    }
}
