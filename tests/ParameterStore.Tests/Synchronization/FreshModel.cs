using System.Text;

namespace ParameterStore.Tests;

/// <summary>The part of a <see cref="PolicyModel"/> that knows steps: which pushes are fresh, which late, who may go, and who is to skip.</summary>
internal sealed class FreshModel
{
    private readonly FreshRules _rules;
    private readonly List<long> _ends = [];
    private readonly List<AttemptId> _fresh = [];
    private readonly List<(AttemptId Attempt, int Lag)> _late = [];
    private readonly SortedDictionary<int, long> _versions = [];
    private readonly SortedSet<int> _skipping = [];
    private readonly List<SyncDecision> _step = [];

    public FreshModel(FreshRules rules) => _rules = rules;

    public FreshModel(FreshModel other)
        : this(other._rules)
    {
        _ends.AddRange(other._ends);
        _fresh.AddRange(other._fresh);
        _late.AddRange(other._late);
        foreach ((int seat, long version) in other._versions)
            _versions.Add(seat, version);
        _skipping.UnionWith(other._skipping);
    }

    /// <summary>Where the seat's worker was let through at, or, once it has pulled, what it pulled.</summary>
    public StoreVersion VersionOf(int seat) => new(_versions[seat], 0);

    /// <summary>Whether it was asked to give its attempt up.</summary>
    public bool IsSkipping(int seat) => _skipping.Contains(seat);

    /// <summary>Whether the worker pushed from the current version, so that it has to wait.</summary>
    public bool IsHeld(WorkerId worker) => _fresh.Any(a => a.Worker == worker);

    public void AppendKey(StringBuilder key)
    {
        key.AppendJoin(',', _ends).Append('|').AppendJoin(',', _fresh.Order(AttemptOrder.Instance)).Append('|').AppendJoin(',', _late.OrderBy(l => l.Attempt, AttemptOrder.Instance));
        key.Append('|').AppendJoin(',', _versions).Append('|').AppendJoin(',', _skipping).Append('|');
    }

    public void Happen(in SyncEvent e)
    {
        int seat = e.Worker.Seat;
        if (e.Kind == SyncEventKind.Pulled)
            _versions[seat] = e.Version.Index;
        if (e.Kind == SyncEventKind.Pushed && LagOf(e.Version.Index) is var lag)
        {
            if (lag == 0)
                _fresh.Add(e.Attempt);
            else
                _late.Add((e.Attempt, lag));
        }

        if (e.Kind is SyncEventKind.Pushed or SyncEventKind.Aborted or SyncEventKind.Left)
        {
            _versions.Remove(seat);
            _skipping.Remove(seat);
        }
    }

    public void Released(int seat, long version) => _versions[seat] = version;

    /// <returns>What is wrong with a decision; null if nothing is.</returns>
    public string? Check(in SyncDecision d, long commits, bool isStopped, IReadOnlyCollection<WorkerId> active, IReadOnlyCollection<WorkerId> pulled)
    {
        switch (d.Kind)
        {
            case SyncDecisionKind.Apply or SyncDecisionKind.Discard:
                _step.Add(d);
                return null;
            case SyncDecisionKind.EndStep:
                string? wrong = isStopped ? null : CheckStep(active);
                if (_step[0].Kind == SyncDecisionKind.Apply)
                    _ends.Add(commits);
                _step.Clear();
                return wrong;
            case SyncDecisionKind.Abort:
                bool isLate = _rules.AbortsLate && d.AbortKind == AbortKind.SkipBlock && pulled.Contains(d.Attempt.Worker) && LagOf(_versions[d.Attempt.Worker.Seat]) > 0;
                return _skipping.Add(d.Attempt.Worker.Seat) && isLate ? null : $"Abort of {d.Attempt}, which is not late or was told before";
            default:
                return null;
        }
    }

    /// <returns>What is wrong with the state in which the policy has had its say; null if nothing is.</returns>
    public string? Standing(IReadOnlyCollection<WorkerId> active, IReadOnlyCollection<WorkerId> pulled)
    {
        int waiting = active.Count(IsHeld);
        if (_fresh.Count > 0 && _fresh.Count >= _rules.NeededOf(active.Count))
            return $"{_fresh.Count} fresh pushes are enough, but the step has not ended";
        if (_fresh.Count + _late.Count > 0 && waiting == active.Count)
            return "nobody can push from the current version any more, but the step has not ended";
        if (_late.Any(l => WeightOf(l.Lag) == 0))
            return "a push that comes too late is kept";
        WorkerId[] told = [.. pulled.Where(w => _rules.AbortsLate && LagOf(_versions[w.Seat]) > 0 && !_skipping.Contains(w.Seat))];
        return told.Length > 0 ? $"{told[0]} can only be late, but was not told" : null;
    }

    private string? CheckStep(IReadOnlyCollection<WorkerId> active)
    {
        if (_step is [{ Kind: SyncDecisionKind.Discard } only])
        {
            int late = _late.FindIndex(l => l.Attempt == only.Attempt);
            bool isTooLate = late >= 0 && WeightOf(_late[late].Lag) == 0;
            if (isTooLate)
                _late.RemoveAt(late);
            return isTooLate ? null : $"Discard of {only.Attempt}, which is not too late";
        }

        int needed = _rules.NeededOf(active.Count);
        bool isAllThatCanBe = active.All(IsHeld);
        if (_fresh.Count < needed && !isAllThatCanBe)
            return $"a step ended with {_fresh.Count} fresh pushes, but {needed} are needed";
        if (_rules.IsFixed && _fresh.Count > needed)
            return $"a step has {_fresh.Count} fresh pushes instead of {needed}";
        var expected = _fresh.Select(a => (a, _rules.Weights[0])).Concat(_late.Select(l => (l.Attempt, WeightOf(l.Lag)))).OrderBy(e => e.Item1, AttemptOrder.Instance);
        bool isExpected = _step.All(d => d.Kind == SyncDecisionKind.Apply) && _step.Select(d => (d.Attempt, d.Weight)).SequenceEqual(expected);
        _fresh.Clear();
        _late.Clear();
        return isExpected ? null : "a step does not apply the fresh pushes and the late ones, each with its weight";
    }

    private float WeightOf(int lag) => lag < _rules.Weights.Length ? _rules.Weights[lag] : 0;

    private int LagOf(long version) => _ends.Count(end => end > version);
}
