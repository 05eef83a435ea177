using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>The order of commits since the last base, the bases, and the blobs that nobody needs any more.</summary>
internal sealed partial class UpdateHistory(OwnedPlaces owned)
{
    private readonly List<CommittedUpdate> _updates = [];
    private readonly List<BaseRef> _oldBases = [];

    // Covered by the last base; who reads the one before it may still need them.
    private List<UpdateRef> _covered = [];
    private List<UpdateRef> _garbage = [];

    // Where the last steps that changed the tables ended, in this history of commits.
    private StepEnds _steps = new(Fold.LagMax);

    /// <summary>The newest committed version.</summary>
    internal StoreVersion Version { get; private set; }

    /// <summary>The last base, and the one before it.</summary>
    internal BaseRef? Base { get; private set; }

    internal BaseRef? PreviousBase { get; private set; }

    /// <summary>Committed updates after the base.</summary>
    internal IReadOnlyList<CommittedUpdate> Updates => _updates;

    /// <summary>Bytes of <see cref="Updates"/> in the parameter shards.</summary>
    internal long UncompactedBytes { get; private set; }

    /// <summary>Updates that the last base covers.</summary>
    internal IReadOnlyList<UpdateRef> Covered => _covered;

    internal IReadOnlyList<UpdateRef> Garbage => _garbage;

    internal IReadOnlyList<BaseRef> OldBases => _oldBases;

    /// <summary>Attempts take their place in the order, with one update for all.</summary>
    /// <param name="commits">At least one; several have one weight.</param>
    /// <param name="update">Where it lies.</param>
    /// <param name="pulledAt">The index of the version that it was computed from.</param>
    internal void Commit(ReadOnlySpan<Commit> commits, UpdateRef update, long pulledAt)
    {
        StoreVersion before = Version;
        foreach (ref readonly Commit commit in commits)
            Version = Version.After(commit);
        float weight = commits[^1].Weight;
        bool isFolded = weight > 0 && (update.Bytes > 0 || update.Owned.Length > 0);
        _updates.Add(new(before, Version, commits[^1].Attempt, weight, _steps.LagOf(pulledAt), isFolded ? update : null));
        if (isFolded)
        {
            UncompactedBytes += update.Bytes;
            Place(update);
        }
        else
        {
            Discard(update);
        }
    }

    /// <summary>A step in which something was applied ended at a version: what is committed from now on was not pulled with it, unless at that version.</summary>
    internal void EndStep(StoreVersion at) => _steps.Add(at.Index);

    /// <summary>The owned rows of an update are the newest of their example shards.</summary>
    internal void Place(UpdateRef update)
    {
        foreach (OwnedRef part in update.Owned)
            foreach (OwnedPlace old in owned.Move(new(part.Shard, update.Member, update.Number, part.Bytes, Version), part.IsPart))
                _garbage.Add(new(old.Member, old.Number, default, new int[update.SharedBytes.Length], [new(old.Shard, old.Bytes)]));
    }

    /// <summary>Nobody needs an update's blobs, unless they are known to the state under another push.</summary>
    internal void Discard(UpdateRef update)
    {
        if ((update.Bytes > 0 || update.Owned.Length > 0) && !IsKnown(update))
            _garbage.Add(update);
    }

    private bool IsKnown(UpdateRef update) =>
        owned.Uses(update.Member, update.Number)
        || _updates.Exists(u => u.Update is { } other && IsSame(other, update))
        || _covered.Exists(other => IsSame(other, update))
        || _garbage.Exists(other => IsSame(other, update));

    private static bool IsSame(UpdateRef a, UpdateRef b) => a.Member == b.Member && a.Number == b.Number;

    /// <summary>A base was written.</summary>
    /// <returns>What is wrong with it; null if it is the base from now on.</returns>
    internal string? Cover(BaseRef image)
    {
        if (image.Version.Index > Version.Index)
            return $"a base at {image.Version} was written, but the newest is {Version}";
        if (Base is not null && (image.Version.Index <= Base.Version.Index || image.Generation <= Base.Generation))
            return $"a base at {image.Version}, generation {image.Generation}, was written, but there is one at {Base.Version}, generation {Base.Generation}";
        if (image.Bytes.Length != image.Hashes.Length)
            return $"a base of {image.Bytes.Length} blobs has {image.Hashes.Length} hashes";
        int end = _updates.FindIndex(u => u.After == image.Version) + 1;
        if (end == 0 && image.Version != StoreVersion.Zero)
            return $"a base at {image.Version} was written, but no commit led there";
        Cover(image, end);
        return null;
    }

    private void Cover(BaseRef image, int end)
    {
        _garbage.AddRange(_covered);
        _covered = [.. from update in _updates.Take(end) let shared = update.Update where shared?.Bytes > 0 select shared with { Owned = [] }];
        UncompactedBytes -= _covered.Sum(u => u.Bytes);
        _updates.RemoveRange(0, end);
        if (PreviousBase is not null)
            _oldBases.Add(PreviousBase);
        (PreviousBase, Base) = (Base, image);
    }

    /// <summary>Another history begins, with a base and owned rows; nobody needs anything of this one.</summary>
    internal void Restore(BaseRef image, UpdateRef rows)
    {
        _garbage.AddRange(_covered);
        _garbage.AddRange(from update in _updates let shared = update.Update where shared?.Bytes > 0 select shared with { Owned = [] });
        _covered.Clear();
        _updates.Clear();
        UncompactedBytes = 0;
        if (PreviousBase is not null)
            _oldBases.Add(PreviousBase);
        if (Base is not null)
            _oldBases.Add(Base);
        (PreviousBase, Base, Version) = (null, image, image.Version);
        _steps = new(Fold.LagMax);
        foreach (OwnedPlace old in owned.TakeAll())
            _garbage.Add(new(old.Member, old.Number, default, new int[image.Bytes.Length], [new(old.Shard, old.Bytes)]));
        Place(rows);
    }

    /// <summary>The oldest garbage is unlinked, and the old bases before a generation.</summary>
    /// <returns>Whether there is so much.</returns>
    internal bool Remove(int count, long basesBefore)
    {
        if ((uint)count > (uint)_garbage.Count)
            return false;
        _garbage.RemoveRange(0, count);
        _oldBases.RemoveAll(b => b.Generation < basesBefore);
        return true;
    }
}
