using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>Pushes that go as one update. Needs the node's lock.</summary>
internal sealed class PushGroup(StagedUpdate update)
{
    private OutboxItem? _entry;

    internal StagedUpdate Update { get; } = update;

    internal List<PushItem> Items { get; } = [];

    internal bool IsAppended => _entry is null or { IsDone: true };

    /// <summary>The update is staged on all shards: what it is for goes into the log.</summary>
    internal void Append(JobNode node)
    {
        UpdateRef at = Update.ToRef(node.Member);
        foreach (PushItem item in Items)
            item.Update = at;
        PushItem first = Items[0];
        if (!first.IsStageOnly)
            _entry = node.Append(first.IsWriteBack ? new RowsWrittenBack(first.Push.Attempt.Worker, at) : new AttemptsPushed([.. Items.Select(Attempt)], at));
    }

    /// <summary>The log says what came of it.</summary>
    internal void Complete()
    {
        if (_entry?.Error is { } error)
        {
            foreach (PushItem item in Items)
                item.Fail(error);
            return;
        }
        EntryResult result = _entry?.Result ?? default;
        bool isCommitted = _entry is not null && result.Outcome == CommitOutcome.Applied && !Items[0].IsWriteBack;
        Update.CommittedAt = isCommitted ? result.Version.Index : _entry is null ? long.MaxValue : 0;
        Update.IsFolded |= !isCommitted && _entry is not null;
        foreach (PushItem item in Items)
        {
            if (result.Error is { } refused)
                item.Fail(refused);
            else
                item.Complete(result);
        }
    }

    private static PushedAttempt Attempt(PushItem item) =>
        new(item.Push.Attempt, item.Push.PulledAt, item.Push.Losses.ToArray(), item.WaitedNs);
}
