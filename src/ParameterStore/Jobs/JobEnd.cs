namespace ParameterStore;

/// <summary>Whether and how a job ends: by a stop at a version, or by an error. All but <see cref="IsNear"/> needs the host's lock.</summary>
internal sealed class JobEnd(JobManifest manifest)
{
    private volatile bool _isNear;
    private StopReason _reason;
    private Exception? _error;
    private string _failedAt = "";

    /// <summary>A stop was requested or the job has failed: nothing new begins. May be read by any thread.</summary>
    public bool IsNear => _isNear;

    /// <summary>The version that everybody builds the model from; set once all commits before it are in the store.</summary>
    public StoreVersion? StoppedAt { get; set; }

    /// <summary>Why the job was asked to stop.</summary>
    public StopReason Reason => _reason;

    public bool HasFailed => _error is not null;

    /// <summary>The first reason to stop counts, and none after a failure.</summary>
    public bool TryStop(StopReason reason)
    {
        if (_isNear)
            return false;
        (_reason, _isNear) = (reason, true);
        return true;
    }

    /// <summary>The first error counts, even if the job was stopping.</summary>
    public bool TryFail(string where, Exception error)
    {
        if (_error is not null)
            return false;
        (_error, _failedAt, _isNear) = (error, where, true);
        return true;
    }

    /// <exception cref="JobFailedException">The job has failed.</exception>
    public void ThrowIfFailed()
    {
        if (_error is not null)
            throw Failure();
    }

    /// <summary>What the job failed with, anew for every thrower.</summary>
    public JobFailedException Failure() =>
        new($"Job '{manifest.JobId}', fit {manifest.Fit}, failed: {_failedAt}: {_error!.Message}", _error);
}
