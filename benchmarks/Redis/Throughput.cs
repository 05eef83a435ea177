namespace Benchmarks;

/// <summary>One way's speed, measured again and again while it takes turns with the others.</summary>
internal sealed class Throughput(ChildGroup group, LocalRedis redis)
{
    private const int WarmUpClocks = 500;
    private const double SecondsARun = 1.5;

    private readonly List<double> _floatsPerSecond = [], _clients = [], _servers = [];
    private int _clocks;

    public ChildPlan Plan => group.Plan;

    /// <summary>
    /// Median. A float counts once for each process and clock in which it was pushed as a part of an update, and pulled back with all that was
    /// committed by then: clocks of all processes × floats of the block ÷ seconds.
    /// </summary>
    public double FloatsPerSecond => Median.Of(_floatsPerSecond);

    public double FloatsPerSecondMin => _floatsPerSecond.Min();

    public double FloatsPerSecondMax => _floatsPerSecond.Max();

    /// <summary>Median processor time of all processes for one clock of one of them, in milliseconds.</summary>
    public double ClientMsAClock => Median.Of(_clients);

    /// <summary>The same of the server.</summary>
    public double ServerMsAClock => Median.Of(_servers);

    /// <summary>Lets the code get hot, and finds out how many clocks fill a run.</summary>
    public void WarmUp()
    {
        group.Run(WarmUpClocks);
        double seconds = group.Run(WarmUpClocks).Seconds;
        _clocks = Math.Max(50, (int)(WarmUpClocks * SecondsARun / seconds));
    }

    public void Run()
    {
        double before = redis.CpuSeconds;
        (double seconds, double cpu) = group.Run(_clocks);
        double clocks = (double)_clocks * Plan.Processes;
        _floatsPerSecond.Add(clocks * Plan.Block / seconds);
        _clients.Add(1000 * cpu / clocks);
        _servers.Add(1000 * (redis.CpuSeconds - before) / clocks);
    }
}
