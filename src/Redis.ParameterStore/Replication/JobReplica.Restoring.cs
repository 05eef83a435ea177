using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>What comes of restoring a store without a job from a snapshot.</summary>
internal sealed partial class JobReplica
{
    /// <summary>Which history of commits this is: 0, and one more after each restore. Versions compare within one only.</summary>
    internal long History => Base?.History ?? 0;

    private EntryResult Restore(StoreRestored restored, int member)
    {
        if (Mistake(restored, member) is { } error)
        {
            // Nobody needs what it staged.
            if (UpdateCheck.Mistake(restored.Owned, member) is null)
                _state.History.Discard(restored.Owned);
            return Refused(error);
        }
        if (restored.Base.History != History + 1)
        {
            _state.History.Discard(restored.Owned);
            return Fenced;
        }

        _state.Tables.Clear();
        _state.Tables.AddRange(restored.Tables);
        _state.History.Restore(restored.Base, restored.Owned);
        _state.Store!.Restore(restored.NewestToken, restored.Seats);
        return new() { Outcome = CommitOutcome.Applied };
    }

    private Exception? Mistake(StoreRestored restored, int member)
    {
        if (UpdateCheck.Mistake(restored.Owned, member) is string mistake)
            return new ArgumentException(mistake);
        BaseRef image = restored.Base;
        if (image.Member != member || image.Bytes.Length != image.Hashes.Length || image.Version.Index < 0 || Array.Exists(image.Bytes, b => b < 0) || restored.Owned.Bytes > 0)
            return new ArgumentException($"Member {member} restores a store from a base that cannot be.");
        for (int i = 0; i < restored.Seats.Length; i++)
            if (restored.Seats[i] is not { Seat: >= 0 and < int.MaxValue, Sealed: >= -1, Incarnation: >= -1, Clock: >= -1 } seat || (i > 0 && seat.Seat <= restored.Seats[i - 1].Seat))
                return new ArgumentException($"Member {member} restores a store with seats that cannot be.");
        return Difference(_state.Tables, restored.Tables);
    }

    private static TableMismatchException? Difference(List<TableWanted> mine, TableWanted[] theirs)
    {
        if (mine.Count > 0 && mine.Count != theirs.Length)
            return new($"The store has {mine.Count} tables, but the snapshot has {theirs.Length}; restore into an empty store or one with the same tables.");
        for (int i = 0; i < mine.Count; i++)
            if (mine[i] != theirs[i])
                return new($"The store has the table '{mine[i].Name}' {mine[i].Spec}, but the snapshot has '{theirs[i].Name}' {theirs[i].Spec} in its place. Restore into an empty store or one with the same tables.");
        return null;
    }
}
