namespace Redis.ParameterStore.Tests;

/// <summary>Runs what a seed drew to its end, and checks it.</summary>
internal sealed class SimulatedWorld
{
    private const long Second = 1_000_000_000;
    private const long Deadline = 3600 * Second;

    private readonly WorldPlan _plan;
    private readonly SimulatedRedisDriver _driver;
    private readonly WorldChecks _checks;
    private readonly List<SimulatedProcess> _processes = [];
    private readonly SimulatedProcess?[] _current;
    private int _starting;

    private SimulatedWorld(WorldPlan plan, Action<string>? trace)
    {
        _plan = plan;
        _driver = new(plan.Seed, plan.Masters) { Faults = plan.Network, Trace = trace };
        _checks = new(plan, _driver);
        _current = new SimulatedProcess?[plan.Processes];
        for (int i = 0; i < plan.Processes; i++)
            _driver.AddNode($"process {i}", plan.ClockRates[i], _driver.Chance.NextInt64(1000 * Second));
    }

    /// <summary>Runs a seed.</summary>
    /// <returns>What came of it.</returns>
    internal static WorldResult Run(int seed, PlantedBug bug = PlantedBug.None, Action<string>? trace = null)
    {
        // What awaits goes on inline, so that one seed has one history.
        SynchronizationContext? before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            var plan = new WorldPlan(seed, bug);
            trace?.Invoke($"seed {seed}: {plan}");
            return new SimulatedWorld(plan, trace).Run();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    private WorldResult Run()
    {
        for (int i = 0; i < _plan.Processes; i++)
            StartLater(i, _driver.Chance.NextInt64(_driver.Chance.Next(4) == 0 ? 300_000_000 : 1_000_000));
        foreach (Fault fault in _plan.Faults)
            _driver.Time.At(fault.At, () => Happen(fault));
        _driver.Time.Run(Deadline, () => _checks.HasFailed || (_starting == 0 && Array.TrueForAll(_current, p => p is null || p.HasEnded)));
        long ended = _driver.Time.Now;
        if (!_checks.HasFailed)
            _checks.AfterAll(_processes, [.. _current.OfType<SimulatedProcess>()]);
        long steps = _driver.Time.Steps;
        if (!_checks.HasFailed)
        {
            _driver.Time.Run(ended + (3 * _plan.Settings.AbandonedMs * 1_000_000), () => false);
            _checks.NothingRemains();
        }

        return new(_plan, _checks.Violations, [.. _processes.Where(p => p.HasEnded)], _checks.Entries, steps, ended);
    }

    private void StartLater(int at, long after)
    {
        _starting++;
        _driver.Time.At(_driver.Time.Now + after, () =>
        {
            _starting--;
            var process = new SimulatedProcess(_driver, _driver.Nodes[at], _plan, _checks, $"process {at}.{_driver.Nodes[at].Life}");
            _processes.Add(process);
            _current[at] = process;
            process.Note("starts");
            _ = process.RunAsync();
        });
    }

    private void Happen(Fault fault)
    {
        SimulatedNode node = _driver.Nodes[fault.Process];
        SimulatedMaster master = _driver.Masters[fault.Master];
        switch (fault.Kind)
        {
            case FaultKind.Crash or FaultKind.Restart:
                if (_current[fault.Process] is not { HasEnded: false })
                    return;
                node.Crash();
                _current[fault.Process] = null;
                if (fault.Kind == FaultKind.Restart)
                    StartLater(fault.Process, fault.For);
                return;
            case FaultKind.Pause:
                node.Pause(_driver.Time.Now + fault.For);
                return;
            case FaultKind.Partition:
                _driver.CutOff(node, master, _driver.Time.Now + fault.For);
                return;
            default:
                _driver.FailOver(master, fault.For, fault.ClockStep);
                _checks.FailedOver(master);
                return;
        }
    }
}

/// <summary>What came of a seed.</summary>
/// <param name="Plan">What it drew.</param>
/// <param name="Violations">What must not be; empty if all is well.</param>
/// <param name="Ended">The processes that came to an end.</param>
/// <param name="Entries">How often which kind of entry was appended to the log.</param>
/// <param name="Steps">How many things happened.</param>
/// <param name="Took">Nanoseconds of the world's time.</param>
internal sealed record WorldResult(WorldPlan Plan, IReadOnlyList<string> Violations, IReadOnlyList<SimulatedProcess> Ended, IReadOnlyDictionary<string, int> Entries, long Steps, long Took)
{
    /// <summary>Whether somebody got a model.</summary>
    internal bool HasModel => Ended.Any(p => p.Model is not null);
}
