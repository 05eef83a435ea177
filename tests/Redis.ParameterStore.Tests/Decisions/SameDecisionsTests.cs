using Distributed.Simulation;
using ParameterStore;

namespace Redis.ParameterStore.Tests;

/// <summary>One event log, the same decisions in all three hosts: threads, Redis, simulator.</summary>
[Collection(OneRedisCollection.Name)]
public sealed class SameDecisionsTests(OneRedis redis)
{
    private const int Workers = 6;

    // A clock of a walk is some tens of microseconds long.
    private const double WalkedClockMs = 0.03;

    // A clock of the virtual cluster.
    private const double VirtualClockMs = 1000;

    public static TheoryData<string> Walked => KnownPolicies.All(WalkedClockMs);

    public static TheoryData<string> Virtual => KnownPolicies.All(VirtualClockMs);

    public static TheoryData<string> OverRedis => KnownPolicies.All(ToyHost.ClockMs);

    [Theory]
    [MemberData(nameof(Walked))]
    public void A_log_of_this_process_s_host_with_deaths_and_joiners(string policy)
    {
        for (int seed = 0; seed < 60; seed++)
        {
            var run = new Lockstep(SyncPolicy.Parse(policy), seed);
            run.Run().Should().BeNull($"seed {seed}");
            EventLog log = run.HostLog;
            ReplayedLog.Difference(log, run.ReplicaLog).Should().BeNull($"seed {seed}: the replica took part");
            SameInProcessAndSimulator(log, policy);
        }
    }

    [Theory]
    [MemberData(nameof(Virtual))]
    public void A_log_of_the_virtual_cluster_with_crashes(string policy)
    {
        for (ulong seed = 1; seed <= 10; seed++)
        {
            EventLog log = RunVirtually(policy, seed);
            log.Entries.Count.Should().BeGreaterThan(200);
            SameInProcessAndSimulator(log, policy);
            ReplayedLog.Difference(log, ReplayedLog.InReplica(log, SyncPolicy.Parse(policy))).Should().BeNull($"seed {seed}");
        }
    }

    [RedisTheory]
    [MemberData(nameof(OverRedis))]
    public async Task A_log_of_a_job_over_Redis_and_in_all_its_processes(string policy)
    {
        string job = RedisStores.NewName();
        EventLogRecorder[] recorders = [.. Enumerable.Range(0, 3).Select(_ => new EventLogRecorder(SyncPolicy.Parse(policy)))];
        ToyHost[] hosts = await Task.WhenAll(recorders.Select(recorder => ToyHost.OpenAsync(redis.Server.ConnectionString, ToyHost.Manifest(job, recorder.Policy), ToyHost.Options(3))));
        ToyModel.CheckAll(await Task.WhenAll(hosts.Select(host => host.RunAsync())));
        foreach (ToyHost host in hosts)
            await host.DisposeAsync();
        EventLog[] logs = [.. recorders.Select(recorder => ReplayedLog.UntilStop(recorder.Log()))];
        foreach (EventLog log in logs)
            ReplayedLog.Difference(logs[0], log).Should().BeNull("all processes derive the same from the log");
        SameInProcessAndSimulator(logs[0], policy);
    }

    [Theory]
    [MemberData(nameof(Virtual))]
    public void A_host_that_drops_or_reorders_an_event_is_found_out(string policy)
    {
        EventLog log = RunVirtually(policy, seed: 3);
        for (int at = Workers; at < log.Entries.Count - 1; at += 17)
        {
            EventLogEntry[] dropped = [.. log.Entries.Take(at), .. log.Entries.Skip(at + 1)];
            EventLogEntry[] swapped = [.. log.Entries.Take(at), log.Entries[at + 1], log.Entries[at], .. log.Entries.Skip(at + 2)];
            foreach (EventLogEntry[] bad in new[] { dropped, swapped })
            {
                IsFoundOut(log, () => ReplayedLog.InProcess(new(bad), SyncPolicy.Parse(policy)));
                IsFoundOut(log, () => ReplayedLog.InSimulator(new(bad), SyncPolicy.Parse(policy)));
            }

            // Who has pushed need not ask over Redis: there is nothing to drop or reorder.
            if (log.Entries[at].Event.Kind != SyncEventKind.Ready && log.Entries[at + 1].Event.Kind != SyncEventKind.Ready)
                IsFoundOut(log, () => ReplayedLog.InReplica(new(dropped), SyncPolicy.Parse(policy)));
        }
    }

    private static void IsFoundOut(EventLog log, Func<EventLog> replay)
    {
        try
        {
            ReplayedLog.Difference(log, replay()).Should().NotBeNull();
        }
        catch (InvalidOperationException)
        {
            // A host says itself that an event is missing.
        }
    }

    private static void SameInProcessAndSimulator(EventLog log, string policy)
    {
        ReplayedLog.Difference(log, ReplayedLog.InProcess(log, SyncPolicy.Parse(policy))).Should().BeNull();
        ReplayedLog.Difference(log, ReplayedLog.InSimulator(log, SyncPolicy.Parse(policy))).Should().BeNull();
    }

    // Without latency, so that workers ask for their next clock as they push: see InReplica.
    private static EventLog RunVirtually(string policy, ulong seed)
    {
        var recorder = new EventLogRecorder(SyncPolicy.Parse(policy));
        VirtualCluster.Run(
            new()
            {
                Workload = Workload.Logistic(examples: 100, features: 5, batch: 4),
                Workers = Workers,
                Seed = seed,
                Time = new() { SlowShare = 0.1, Classes = [1, 2] },
                Network = new() { LatencyNs = 0, DecisionDelayNs = 30_000_000 },
                Faults = new() { CrashShare = 0.01, RestartNs = null, LostShare = 0.05, LateShare = 0.05, DoubledShare = 0.05 },
                MaxPushes = 120,
                EvaluateEvery = 100_000,
            },
            new WholeMicroseconds(recorder.Policy.Create()));

        // The push that ended the run asks for no clock.
        EventLog log = recorder.Log();
        return new([.. log.Entries.Take(1 + log.Entries.Index().Last(entry => entry.Item.Event.Kind == SyncEventKind.Ready).Index)]);
    }
}
