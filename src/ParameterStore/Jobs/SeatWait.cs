using System.Threading.Tasks.Sources;

namespace ParameterStore;

/// <summary>A seat's wait at the gate: one at a time, reused by every clock, so that waiting allocates nothing.</summary>
internal sealed class SeatWait : IValueTaskSource<Grant>
{
    private ManualResetValueTaskSourceCore<Grant> _core = new() { RunContinuationsAsynchronously = true };
    private CancellationTokenRegistration _registration;

    /// <summary>The wait that <see cref="Complete"/> or <see cref="Fail"/> will end.</summary>
    public ValueTask<Grant> Task => new(this, _core.Version);

    /// <summary>Ends with the wait.</summary>
    public void Attach(CancellationTokenRegistration registration) => _registration = registration;

    public void Complete(Grant grant) => _core.SetResult(grant);

    public void Fail(Exception error) => _core.SetException(error);

    Grant IValueTaskSource<Grant>.GetResult(short token)
    {
        try
        {
            return _core.GetResult(token);
        }
        finally
        {
            // Waits for a callback that is running, so that none can reach the next wait.
            _registration.Dispose();
            _registration = default;
            _core.Reset();
        }
    }

    ValueTaskSourceStatus IValueTaskSource<Grant>.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource<Grant>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
