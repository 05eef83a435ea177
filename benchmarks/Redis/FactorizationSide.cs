using System.Globalization;
using System.Text.Json;
using Redis.ParameterStore;

namespace Benchmarks;

/// <summary>One way to factorize, measured again and again while it takes turns with the others.</summary>
internal sealed class FactorizationSide(IReadOnlyList<ChildProcess> children, LocalRedis redis, bool overRedis, UpdateCoding coding, int clocksPerEpoch, int epochs)
{
    private const int WorkersTotal = 2;

    private readonly List<FactorizationReading> _first = [];
    private readonly List<double> _updates = [], _fits = [], _cpu = [], _serverCpu = [], _serverMegabytes = [];
    private int _run;

    public double UpdatesPerSecond => Median.Of(_updates);

    public double FitSeconds => Median.Of(_fits);

    public double Rmse => Median.Of(_first.Select(r => r.Rmse));

    public void Run()
    {
        string job = string.Create(CultureInfo.InvariantCulture, $"mf-{coding}-{clocksPerEpoch}-{_run++}");
        var plan = new FactorizationPlan(overRedis ? redis.Port : 0, job, WorkersTotal / children.Count, WorkersTotal, coding, clocksPerEpoch, epochs);
        (double cpu, (long In, long Out) bytes) = (redis.CpuSeconds, redis.NetworkBytes);
        foreach (ChildProcess child in children)
            child.Tell(plan.ToLine());
        FactorizationReading[] readings = [.. children.Select(c => JsonSerializer.Deserialize(c.Hear(), FactorizationJson.Default.FactorizationReading)!)];
        _first.Add(readings[0]);
        // A job of several processes lasts until the slowest is done.
        _updates.Add(readings[0].Updates / readings.Max(r => r.TrainingSeconds));
        _fits.Add(readings.Max(r => r.FitSeconds));
        _cpu.Add(readings.Sum(r => r.CpuSeconds));
        _serverCpu.Add(redis.CpuSeconds - cpu);
        (long In, long Out) now = redis.NetworkBytes;
        _serverMegabytes.Add((now.In + now.Out - bytes.In - bytes.Out) / 1e6);
        redis.Text("FLUSHALL");
    }

    public string Describe(FactorizationSide memory)
    {
        FactorizationReading last = _first[^1];
        string way = overRedis ? $"Redis, {children.Count} processes, {coding}" : "memory, one process";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{way,-34}{last.ClocksAnEpoch,7}{UpdatesPerSecond / 1e6,10:0.00}{UpdatesPerSecond / memory.UpdatesPerSecond,7:0.00}{FitSeconds,8:0.00}{memory.FitSeconds / FitSeconds,7:0.00}{Rmse,9:0.0000}{Median.Of(_cpu),8:0.0}{Median.Of(_serverCpu),8:0.00}{Median.Of(_serverMegabytes),9:0}{(last.BytesPushed + last.BytesPulled) / 1e6,9:0}{last.WaitedSeconds,7:0.0}");
    }

    public static string Head =>
        $"{"",-34}{"clocks",7}{"M upd/s",10}{"ratio",7}{"Fit s",8}{"ratio",7}{"RMSE",9}{"CPU s",8}{"server",8}{"wire MB",9}{"rows MB",9}{"gate s",7}";
}
