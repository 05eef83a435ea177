namespace ParameterStore.Tests;

/// <summary>A store over a sound one, with one fault planted: what a checker has to notice.</summary>
internal sealed class FaultyStore(IParameterStore inner, Fault fault) : IParameterStore
{
    private int _commits;
    private int _pulls;

    public StoreTraits Traits => inner.Traits;

    public int Tables => inner.Tables;

    public ValueTask<TableId> CreateTableAsync(TableSpec spec, CancellationToken cancellationToken) => inner.CreateTableAsync(spec, cancellationToken);

    public TableSpec SpecOf(TableId table) => inner.SpecOf(table);

    public async ValueTask<bool> StageAsync(Push push, CancellationToken cancellationToken)
    {
        Push sent = fault switch { Fault.AppliesTwice => Changed(push, 2, push.PulledAt), Fault.CountsLagFromTheBeginning => Changed(push, 1, StoreVersion.Zero), _ => push };
        bool isStaged = await inner.StageAsync(sent, cancellationToken);
        if (fault == Fault.CommitsWhatIsOnlyStaged && isStaged)
            await inner.CommitAsync(new Commit[] { new(push.Attempt, 1) }, Fence.None, cancellationToken);
        return isStaged;
    }

    public ValueTask<CommitResult> CommitAsync(ReadOnlyMemory<Commit> step, Fence fence, CancellationToken cancellationToken)
    {
        Commit[] sent = step.ToArray();
        if (fault == Fault.DropsEveryFifthCommit && ++_commits % 5 == 0)
            sent[0] = sent[0] with { Weight = 0 };
        if (fault == Fault.IgnoresWeights)
            sent = [.. sent.Select(c => c with { Weight = c.Weight == 0 ? 0 : 1 })];
        if (fault == Fault.ReordersSteps)
            Array.Sort(sent, static (a, b) => a.Attempt.Worker.Seat.CompareTo(b.Attempt.Worker.Seat));
        return inner.CommitAsync(sent, fault == Fault.IgnoresLeases ? Fence.None : fence, cancellationToken);
    }

    public ValueTask<bool> WriteBackAsync(Push rows, CancellationToken cancellationToken) => inner.WriteBackAsync(rows, cancellationToken);

    public ValueTask SealAsync(WorkerId worker, CancellationToken cancellationToken) =>
        fault == Fault.IgnoresSeals ? ValueTask.CompletedTask : inner.SealAsync(worker, cancellationToken);

    public ValueTask<StoreVersion> PullAsync(Replica into, RowSet rows, PullBound bound, CancellationToken cancellationToken)
    {
        if (fault == Fault.PullsAllButOneTable && rows.Tables.Length > 1)
            rows = RowSet.Of(rows.Tables[0]);
        if (fault == Fault.PullsNothingEveryThirdTime && ++_pulls % 3 == 0 && into.Version != StoreVersion.Zero)
            return new(into.Version);
        return inner.PullAsync(into, rows, bound, cancellationToken);
    }

    public async ValueTask SnapshotAsync(Stream destination, CancellationToken cancellationToken)
    {
        var whole = new MemoryStream();
        await inner.SnapshotAsync(whole, cancellationToken);
        whole.Position = 0;
        StoreState state = await SnapshotFormat.ReadAsync(whole, cancellationToken);
        if (fault == Fault.ForgetsStateInSnapshots)
            foreach (TableImage table in state.Tables)
                table.State.AsSpan().Clear();
        await SnapshotFormat.WriteAsync(state, destination, cancellationToken);
    }

    public ValueTask RestoreAsync(Stream source, CancellationToken cancellationToken) =>
        fault == Fault.RestoresNothing ? ValueTask.CompletedTask : inner.RestoreAsync(source, cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private Push Changed(Push push, float factor, StoreVersion pulledAt)
    {
        var changed = new Push();
        changed.Reset(push.Attempt, pulledAt);
        foreach (BlockId block in push.Blocks)
            changed.Add(block);
        foreach (TablePush part in push.Tables)
            changed.Add(inner.SpecOf(part.Table).Sharing.IsOwned ? part : part with { Image = part.Image.ToArray().Select(v => factor * v).ToArray() });
        return changed;
    }
}
