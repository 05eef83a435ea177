using ParameterStore;

namespace Distributed.Simulation;

/// <summary>Counts and times of a run.</summary>
internal sealed class RunRecorder(SimulationOptions options)
{
    private readonly SortedDictionary<int, long> _staleness = [];
    private readonly List<GanttSpan> _gantt = [];
    private readonly List<EventLogEntry>? _log = options.RecordsLog ? [] : null;
    private LogHash _hash;
    private long _applied;
    private double _stalenessSum;
    private long _discards;
    private long _waitedNs;
    private long _computedNs;
    private long _abortedNs;

    internal long Clocks { get; set; }

    internal long Pushes { get; set; }

    internal long Pulls { get; set; }

    internal long Aborts { get; set; }

    internal long Crashes { get; set; }

    internal long Refused { get; set; }

    internal long BytesPulled { get; set; }

    internal long BytesPushed { get; set; }

    internal void Applied(int staleness)
    {
        _staleness[staleness] = _staleness.GetValueOrDefault(staleness) + 1;
        _stalenessSum += staleness;
        _applied++;
    }

    internal void Discarded() => _discards++;

    internal void Spent(int seat, long from, long to, GanttKind kind)
    {
        ref long sum = ref _abortedNs;
        if (kind == GanttKind.Wait)
            sum = ref _waitedNs;
        else if (kind == GanttKind.Compute)
            sum = ref _computedNs;
        sum += to - from;
        if (_gantt.Count < options.GanttMax && to > from)
            _gantt.Add(new(seat, from, to, kind));
    }

    internal void Log(in SyncEvent e, List<SyncDecision> decisions)
    {
        _hash.Add(e);
        foreach (SyncDecision decision in decisions)
            _hash.Add(decision);
        _log?.Add(new(e, [.. decisions]));
    }

    internal SimulationResult Result(LossTracker losses, VirtualStore store, long timeNs, int leadMax)
    {
        var parameters = default(LogHash);
        parameters.Add(store.Parameters);
        return new()
        {
            Policy = options.Policy.ToString(),
            Workers = options.Workers,
            Seed = options.Seed,
            Step = options.Step,
            TimeToTargetNs = losses.ReachedAt,
            TimeNs = timeNs,
            Diverged = losses.Diverged,
            Losses = losses.Points,
            Clocks = Clocks,
            Pushes = Pushes,
            Discards = _discards,
            Pulls = Pulls,
            Aborts = Aborts,
            Crashes = Crashes,
            Refused = Refused,
            BytesPulled = BytesPulled,
            BytesPushed = BytesPushed,
            Staleness = [.. _staleness.Select(pair => new StalenessCount(pair.Key, pair.Value))],
            MeanStaleness = _applied == 0 ? 0 : _stalenessSum / _applied,
            LeadMax = leadMax,
            WaitedNs = _waitedNs,
            ComputedNs = _computedNs,
            AbortedNs = _abortedNs,
            EventLogHash = _hash.ToString(),
            ParametersHash = parameters.ToString(),
            Gantt = [.. _gantt.OrderBy(span => span.FromNs).ThenBy(span => span.Worker)],
            Log = _log is null ? null : new(_log),
        };
    }
}
