using ParameterStore;

namespace Redis.ParameterStore.Tests;

/// <summary>Whatever processes append, in whatever order: one state, which can be saved anywhere.</summary>
[Collection(Alone.Name)]
public class RandomHistoryTests
{
    private const int Seeds = 60;

    // What all suites run, and other options of it.
    private static readonly string[] _policies = [.. KnownPolicies.Texts(clockMs: 3), "dssp:0,3", "quicktuning", "kofn:1/2,cache", "kofn:1/3,drop", nameof(ApplyMode.OnPush), nameof(ApplyMode.ByDecision)];

    public static TheoryData<string> Policies => [.. _policies];

    private static SyncPolicy Policy(string name) =>
        name == "quicktuning" ? new QuickTuning(1, 4) : Enum.TryParse(name, out ApplyMode mode) ? new WhimsicalPolicy.Choice(mode) : SyncPolicy.Parse(name);

    [Theory]
    [MemberData(nameof(Policies))]
    public void Every_block_has_one_end_and_the_versions_are_those_of_the_attempts(string policy)
    {
        for (int seed = 0; seed < 3 * Seeds; seed++)
        {
            var history = new RandomHistory(Policy(policy), seed);
            history.Run().Should().BeNull($"seed {seed}");
            history.Chain().Should().BeNull($"seed {seed}");
        }
    }

    [Fact]
    public void A_block_with_two_ends_is_found_out()
    {
        int found = 0;
        for (int seed = 0; seed < 20; seed++)
        {
            var history = new RandomHistory(Policy("asp"), seed) { MixesUpGrants = true };
            try
            {
                found += history.Run() is null ? 0 : 1;
            }
            catch (InvalidOperationException)
            {
                found++;
            }
        }

        found.Should().BeGreaterThan(15);
    }

    [Fact]
    public void Histories_get_to_all_that_can_happen()
    {
        var counts = new SortedDictionary<string, int>();
        void Count(string what) => counts[what] = counts.GetValueOrDefault(what) + 1;
        foreach (string policy in _policies)
        {
            for (int seed = 0; seed < Seeds; seed++)
            {
                var history = new RandomHistory(Policy(policy), seed);
                history.World.Taken = record => Count($"{record.Entries[0].GetType().Name} {(history.World.Results[0] is { Error: null, Outcome: CommitOutcome.Applied } ? "taken" : "refused")}");
                history.Run();
                Count($"{history.World.Replica.Statistics.Stopped}");
                if (history.World.Replica.Statistics is { BlocksSkipped: > 0, BlocksDiscarded: > 0 })
                    Count("skipped and discarded");
            }
        }

        counts.Keys.Should().Contain(
        [
            "AttemptAborted taken", "AttemptPulled refused", "AttemptsPushed refused", "AttemptsPushed taken", "BaseWritten refused", "BaseWritten taken", "Completed",
            "EarlyStop", "EpochMeasured refused", "GarbageRemoved refused", "GarbageRemoved taken", "MeasureTaken taken", "MemberBuried taken", "MemberLeft taken",
            "RowsWrittenBack refused", "SeatLeft refused", "SeatLeft taken", "SeatReady refused", "TimerRang refused", "TimerRang taken", "skipped and discarded",
        ]);
        counts["Completed"].Should().BeGreaterThan(_policies.Length * Seeds / 2);
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void Who_loads_a_state_saved_at_any_cursor_goes_on_as_who_made_it(string policy)
    {
        for (int seed = 0; seed < Seeds; seed++)
        {
            var history = new RandomHistory(Policy(policy), seed);
            byte[] bytes = history.World.Bytes();
            history.World.Taken = record =>
            {
                JobReplica loaded = ReplicaWorld.Loaded(history.World.Manifest, bytes);
                ReplicaWorld.BytesOf(loaded).Should().Equal(bytes, $"seed {seed}, cursor {record.Index}: saved again");
                var results = new List<EntryResult>();
                loaded.Apply(record, results);
                bytes = ReplicaWorld.BytesOf(loaded);
                if (!bytes.AsSpan().SequenceEqual(history.World.Bytes()))
                    throw new InvalidOperationException($"seed {seed}, cursor {record.Index}: {record.Entries[0]} leads to another state.");
                results.Select(r => (r.Worker, r.Outcome, r.Version, r.Error?.Message)).Should().Equal(history.World.Results.Select(r => (r.Worker, r.Outcome, r.Version, r.Error?.Message)));
            };
            history.Run().Should().BeNull($"seed {seed}");
        }
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void Two_replicas_of_one_log_have_equal_bytes_and_of_another_log_others(string policy)
    {
        for (int seed = 0; seed < Seeds; seed++)
        {
            var history = new RandomHistory(Policy(policy), seed);
            history.Run();
            byte[] bytes = history.World.Bytes();
            Replay(history, r => r).Should().Equal(bytes, $"seed {seed}");

            // Planted: one loss is another.
            bool isChanged = false;
            byte[] other = Replay(history, r =>
            {
                if (isChanged || r.Entries[0] is not AttemptsPushed { Attempts: [{ Losses.Length: > 0 }, ..] } pushed || history.Refused.Contains(r))
                    return r;
                isChanged = true;
                return r with { Entries = [pushed with { Attempts = [pushed.Attempts[0] with { Losses = [.. pushed.Attempts[0].Losses.Select(l => l with { Examples = 9 })] }, .. pushed.Attempts[1..]] }] };
            });
            StateHash.Of(other).Equals(StateHash.Of(bytes)).Should().Be(!isChanged, $"seed {seed}");
        }
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void A_refused_entry_leaves_the_state_as_if_it_were_not_there(string policy)
    {
        int refused = 0;
        for (int seed = 0; seed < Seeds; seed++)
        {
            var history = new RandomHistory(Policy(policy), seed);
            byte[] before = history.World.Bytes();
            history.World.Taken = record =>
            {
                EntryResult result = history.World.Results[0];

                // What was staged for a refused push is to be cleared away; such a push is remembered as garbage.
                bool isRefused = record.Entries.Length == 1 && (result.Error is not null || result.Outcome != CommitOutcome.Applied);
                if (isRefused && record.Entries[0] is not AttemptsPushed { Update: { Bytes: > 0 } or { Owned.Length: > 0 } } and not RowsWrittenBack)
                {
                    refused++;
                    Without(history, record, before).Should().Equal(history.World.Bytes(), $"seed {seed}, cursor {record.Index}: {record.Entries[0]}");
                }

                before = history.World.Bytes();
            };
            history.Run();
        }

        refused.Should().BeGreaterThan(Seeds);
    }

    [Fact]
    public void Bytes_that_are_no_state_are_refused_and_nothing_else_happens()
    {
        var random = new Random(7);
        int refused = 0;
        foreach (string policy in _policies)
        {
            var history = new RandomHistory(Policy(policy), 3);
            history.World.Taken = record =>
            {
                byte[] bytes = history.World.Bytes();
                for (int i = 0; i < 20; i++)
                    refused += IsRefused(history.World.Manifest, Damaged(bytes, random)) ? 1 : 0;
            };
            history.Run(300);
        }

        refused.Should().BeGreaterThan(1_000);
    }

    private static byte[] Damaged(byte[] bytes, Random random)
    {
        byte[] damaged = [.. bytes];
        for (int i = random.Next(3); i >= 0; i--)
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
        return random.Next(4) == 0 ? damaged[..random.Next(damaged.Length)] : damaged;
    }

    private static bool IsRefused(JobManifest? manifest, byte[] bytes)
    {
        try
        {
            JobReplica replica = ReplicaWorld.Loaded(manifest, bytes);

            // What is taken can be asked.
            ReplicaWorld.BytesOf(replica);
            foreach (Member member in replica.Members)
                foreach (WorkerId worker in member.Seats)
                    replica.TryGetGrant(worker, out _, out _);
            return false;
        }
        catch (InvalidDataException)
        {
            return true;
        }
    }

    private static byte[] Replay(RandomHistory history, Func<LogRecord, LogRecord> change)
    {
        var replica = new JobReplica(history.World.Manifest);
        foreach (LogRecord record in history.World.Log)
            replica.Apply(change(record), []);
        return ReplicaWorld.BytesOf(replica);
    }

    // The same record with an entry from which nothing follows.
    private static byte[] Without(RandomHistory history, LogRecord record, byte[] before)
    {
        JobReplica replica = ReplicaWorld.Loaded(history.World.Manifest, before);
        replica.Apply(record with { Entries = [new UpdateMissed(1, 1)] }, []);
        return ReplicaWorld.BytesOf(replica);
    }
}
