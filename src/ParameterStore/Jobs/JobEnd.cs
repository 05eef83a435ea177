namespace ParameterStore;

/// <summary>Whether and how a job ends: by a stop at a version, or by an error. All but <see cref="IsNear"/> needs the host's lock.</summary>
internal sealed class JobEnd(JobManifest manifest)
{
    private volatile bool _isNear;
    private StopReason _reason;
    private Exception? _cause;

    /// <summary>A stop was requested or the job has failed: nothing new begins. May be read by any thread.</summary>
    public bool IsNear => _isNear;

    /// <summary>The version that everybody builds the model from; set once all commits before it are in the store.</summary>
    public StoreVersion? StoppedAt { get; set; }

    /// <summary>Why the job was asked to stop.</summary>
    public StopReason Reason => _reason;

    /// <summary>What failed; null if nothing did.</summary>
    public string? Failed { get; private set; }

    public bool HasFailed => Failed is not null;

    /// <summary>The first reason to stop counts, and none after a failure.</summary>
    public bool TryStop(StopReason reason)
    {
        if (_isNear)
            return false;
        (_reason, _isNear) = (reason, true);
        return true;
    }

    /// <summary>The first error counts, even if the job was stopping.</summary>
    /// <param name="what">What failed, and how.</param>
    /// <param name="cause">Known only in the process in which it happened.</param>
    public bool TryFail(string what, Exception? cause)
    {
        if (HasFailed)
            return false;
        (Failed, _cause, _isNear) = (what, cause, true);
        return true;
    }

    /// <summary>Writes the state. The cause of a failure stays where it happened; what failed goes along.</summary>
    public void Save(StateWriter to)
    {
        to.Write(_isNear);
        to.Write((int)_reason);
        to.Write(StoppedAt is not null);
        to.Write(StoppedAt ?? default);
        to.Write(HasFailed);
        to.Write(Failed ?? "");
    }

    /// <summary>Takes what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public void Load(ref StateReader from)
    {
        _isNear = from.ReadBoolean("ending");
        _reason = from.ReadEnum<StopReason>("reason");
        bool stopped = from.ReadBoolean("stopped");
        StoreVersion version = from.ReadVersion("last version");
        bool failed = from.ReadBoolean("failed");
        string what = from.ReadString("failure");
        StateReader.Check(_isNear || (!stopped && !failed && _reason == default), "the job has an end though it does not end");
        StateReader.Check((stopped || version == default) && (failed || what.Length == 0), "the job's end has parts too many");
        StoppedAt = stopped ? version : null;
        Failed = failed ? what : null;
    }

    /// <exception cref="JobFailedException">The job has failed.</exception>
    public void ThrowIfFailed()
    {
        if (HasFailed)
            throw Failure();
    }

    /// <summary>What the job failed with, anew for every thrower.</summary>
    public JobFailedException Failure() =>
        new($"Job '{manifest.JobId}', fit {manifest.Fit}, failed: {Failed}", _cause ?? new InvalidOperationException(Failed));
}
