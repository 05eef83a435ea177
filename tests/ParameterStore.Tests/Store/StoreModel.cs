namespace ParameterStore.Tests;

/// <summary>What a store is meant to hold, in the plainest way: arrays, scalar loops, a list of all commits.</summary>
internal sealed class StoreModel(PlainFold fold, params TableSpec[] specs)
{
    private readonly Dictionary<AttemptId, Push> _staged = [];
    private readonly Dictionary<int, (int Incarnation, int Clock)> _committed = [];
    private readonly HashSet<WorkerId> _sealed = [];
    private readonly List<long> _stepEnds = [];
    private long _token;

    public float[][] Values { get; } = [.. specs.Select(s => new float[s.Rows * s.Columns])];

    /// <summary>Beside <see cref="Values"/>; empty if the fold keeps none.</summary>
    public float[][] States { get; } = [.. specs.Select(s => new float[s.Rows * s.StateColumns])];

    public StoreVersion Version { get; private set; }

    public bool Stage(Push push)
    {
        if (IsRefused(push.Attempt.Worker))
            return false;
        if (!IsCommitted(push.Attempt))
            _staged[push.Attempt with { Try = 0 }] = push;
        return true;
    }

    public CommitOutcome Commit(ReadOnlySpan<Commit> step, Fence fence)
    {
        if (fence.Token != 0 && fence.Token < _token)
            return CommitOutcome.Fenced;
        _token = Math.Max(_token, fence.Token);
        int before = 0;
        foreach (Commit commit in step)
        {
            if (IsRefused(commit.Attempt.Worker))
                return CommitOutcome.Fenced;
            before += IsCommitted(commit.Attempt) ? 1 : 0;
        }
        if (before > 0)
            return CommitOutcome.AlreadyApplied;
        foreach (Commit commit in step)
            Apply(commit);
        if (step.ToArray().Any(c => c.Weight > 0))
            _stepEnds.Add(Version.Index);
        return CommitOutcome.Applied;
    }

    public void Seal(WorkerId worker)
    {
        _sealed.Add(worker);
        foreach (AttemptId staged in _staged.Keys.Where(a => a.Worker == worker).ToArray())
            _staged.Remove(staged);
    }

    /// <summary>What a snapshot does not hold.</summary>
    public void DropStaged()
    {
        _staged.Clear();
        _stepEnds.Clear();
    }

    private void Apply(Commit commit)
    {
        Version = Version.After(commit);
        _committed[commit.Attempt.Worker.Seat] = (commit.Attempt.Worker.Incarnation, commit.Attempt.Clock);
        _staged.Remove(commit.Attempt with { Try = 0 }, out Push? push);
        if (commit.Weight == 0)
            return;
        int lag = _stepEnds.Count(end => end > push!.PulledAt.Index);
        foreach (TablePush part in push!.Tables)
        {
            foreach (RowRange range in part.Ranges.Span)
                Apply(part, range, commit.Weight, lag);
        }
    }

    private void Apply(TablePush part, RowRange range, float weight, int lag)
    {
        TableSpec spec = specs[part.Table.Index];
        int start = range.Start * spec.Columns, count = range.Count * spec.Columns;
        Span<float> rows = Values[part.Table.Index].AsSpan(start, count), state = States[part.Table.Index].AsSpan(range.Start * spec.StateColumns, range.Count * spec.StateColumns);
        ReadOnlySpan<float> image = part.Image.Span.Slice(start, count);
        if (spec.Sharing.IsOwned)
            image.CopyTo(rows);
        else
            fold.ApplyAll(rows, state, image, part.Pulled.IsEmpty ? [] : part.Pulled.Span.Slice(start, count), spec.Columns, weight, lag);
    }

    private bool IsRefused(WorkerId worker) =>
        _sealed.Contains(worker) || (_committed.TryGetValue(worker.Seat, out var last) && last.Incarnation > worker.Incarnation);

    private bool IsCommitted(AttemptId attempt) =>
        _committed.TryGetValue(attempt.Worker.Seat, out var last) && last.Incarnation == attempt.Worker.Incarnation && attempt.Clock <= last.Clock;
}
