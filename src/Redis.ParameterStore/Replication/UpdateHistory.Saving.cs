using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>The history as bytes.</summary>
internal sealed partial class UpdateHistory
{
    private const int SavedUpdateBytesMin = (2 * sizeof(long)) + (7 * sizeof(int));

    internal void Save(StateWriter to)
    {
        to.Write(Version);
        SaveBase(to, Base);
        SaveBase(to, PreviousBase);
        _steps.Save(to);
        to.Write(_updates.Count);
        foreach (CommittedUpdate update in _updates)
        {
            to.Write(update.After);
            to.Write(update.Attempt);
            to.Write(update.Weight);
            to.Write(update.Lag);
            to.Write(update.Update is not null);
            if (update.Update is not null)
                RefFormat.Write(to, update.Update);
        }

        RefFormat.Write(to, _covered);
        RefFormat.Write(to, _garbage);
        to.Write(_oldBases.Count);
        foreach (BaseRef image in _oldBases)
            RefFormat.Write(to, image);
    }

    /// <exception cref="InvalidDataException">It is no saved state.</exception>
    internal void Load(ref StateReader from)
    {
        Version = from.ReadVersion("version");
        Base = LoadBase(ref from);
        PreviousBase = LoadBase(ref from);
        _steps = StepEnds.Load(Fold.LagMax, Version.Index, ref from);
        StoreVersion before = Base?.Version ?? StoreVersion.Zero;
        for (int left = from.ReadCount("updates", SavedUpdateBytesMin); left > 0; left--)
        {
            CommittedUpdate update = LoadUpdate(ref from, before);
            _updates.Add(update);
            UncompactedBytes += update.Update?.Bytes ?? 0;
            before = update.After;
        }

        StateReader.Check(before == Version, "the updates do not lead to the version");
        _covered = RefFormat.ReadUpdates(ref from, "covered updates");
        _garbage = RefFormat.ReadUpdates(ref from, "garbage");
        for (int left = from.ReadCount("old bases", RefFormat.BaseBytesMin); left > 0; left--)
            _oldBases.Add(RefFormat.ReadBase(ref from));
    }

    private static CommittedUpdate LoadUpdate(ref StateReader from, StoreVersion before)
    {
        StoreVersion after = from.ReadVersion("version of an update");
        AttemptId attempt = from.ReadAttempt("attempt");
        float weight = from.ReadSingle("weight");
        int lag = from.ReadInt32("lag", 0, Fold.LagMax);
        UpdateRef? update = from.ReadBoolean("update") ? RefFormat.ReadUpdate(ref from) : null;
        StateReader.Check(after.Index > before.Index, "the versions do not rise");
        StateReader.Check(float.IsFinite(weight) && weight >= 0, "a weight is negative or not finite");
        return new(before, after, attempt, weight, lag, update);
    }

    private static void SaveBase(StateWriter to, BaseRef? image)
    {
        to.Write(image is not null);
        if (image is not null)
            RefFormat.Write(to, image);
    }

    private static BaseRef? LoadBase(ref StateReader from) => from.ReadBoolean("base") ? RefFormat.ReadBase(ref from) : null;
}
