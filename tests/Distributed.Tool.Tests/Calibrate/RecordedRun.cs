using System.Buffers;
using ParameterStore;

namespace Distributed.Tool.Tests;

/// <summary>A simulated run, recorded as a real one would be.</summary>
internal static class RecordedRun
{
    internal static readonly TimeModel Time = new() { ClockNs = 2_000_000, Classes = [1, 1.5], SlowShare = 0.05, Noise = TimeNoise.Lognormal(0.1), StartSpread = 0 };

    internal static string Write(TemporaryFolder folder, string name, string policy, ulong seed = 1, int workers = 4, Func<EventLog, EventLog>? change = null)
    {
        SimulationResult run = VirtualCluster.Run(new()
        {
            Policy = SyncPolicy.Parse(policy),
            Workload = Workload.Timing(0, 0),
            Workers = workers,
            Seed = seed,
            Time = Time,
            Network = new() { LatencyNs = 50_000 },
            MaxPushes = 2_000,
            EvaluateEvery = int.MaxValue,
            RecordsLog = true,
        });
        var bytes = new ArrayBufferWriter<byte>();
        (change is null ? run.Log! : change(run.Log!)).Save(SyncPolicy.Parse(policy), bytes);
        string file = folder.File(name);
        File.WriteAllBytes(file, bytes.WrittenSpan);
        return file;
    }
}
