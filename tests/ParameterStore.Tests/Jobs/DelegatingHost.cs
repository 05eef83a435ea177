namespace ParameterStore.Tests;

/// <summary>Another host, as far as a test does not do something else.</summary>
internal abstract class DelegatingHost(IJobHost inner) : IJobHost
{
    public virtual JobManifest Manifest => Inner.Manifest;

    public virtual int LocalWorkers => Inner.LocalWorkers;

    public virtual bool IsLead => Inner.IsLead;

    public IParameterStore Store => Inner.Store;

    public JobStatistics Statistics => Inner.Statistics;

    public virtual int EpochsDone => Inner.EpochsDone;

    protected IJobHost Inner { get; } = inner;

    public BlockLoss LossOf(int epoch) => Inner.LossOf(epoch);

    public virtual ValueTask<WorkerId> JoinAsync(CancellationToken cancellationToken) => Inner.JoinAsync(cancellationToken);

    public virtual ValueTask<Grant> ReadyAsync(WorkerId worker, CancellationToken cancellationToken) => Inner.ReadyAsync(worker, cancellationToken);

    public void Pulled(AttemptId attempt, StoreVersion version) => Inner.Pulled(attempt, version);

    public virtual ValueTask<CommitOutcome> PushAsync(Push push, CancellationToken cancellationToken) => Inner.PushAsync(push, cancellationToken);

    public virtual bool IsAborted(AttemptId attempt) => Inner.IsAborted(attempt);

    public ValueTask AbortedAsync(AttemptId attempt, CancellationToken cancellationToken) => Inner.AbortedAsync(attempt, cancellationToken);

    public virtual void RequestStop(StopReason reason) => Inner.RequestStop(reason);

    public virtual ValueTask LeaveAsync(WorkerId worker, LeaveReason reason, Exception? error, CancellationToken cancellationToken) =>
        Inner.LeaveAsync(worker, reason, error, cancellationToken);

    public virtual ValueTask<double> MeasuredAsync(int epoch, double loss, CancellationToken cancellationToken) =>
        Inner.MeasuredAsync(epoch, loss, cancellationToken);

    public virtual double? MeasureOf(int epoch) => Inner.MeasureOf(epoch);

    public virtual ValueTask<double?> MeasureOfAsync(int epoch, CancellationToken cancellationToken) => Inner.MeasureOfAsync(epoch, cancellationToken);

    public virtual ValueTask<MeasureWish> MeasureWantedAsync(CancellationToken cancellationToken) => Inner.MeasureWantedAsync(cancellationToken);

    public virtual ValueTask MeasureTakenAsync(long id, double value, CancellationToken cancellationToken) => Inner.MeasureTakenAsync(id, value, cancellationToken);

    public virtual ValueTask PostAsync(string name, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        Inner.PostAsync(name, bytes, cancellationToken);

    public ValueTask<ReadOnlyMemory<byte>> ReadPostedAsync(string name, CancellationToken cancellationToken) => Inner.ReadPostedAsync(name, cancellationToken);

    public virtual ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> ExchangeAsync(string name, ReadOnlyMemory<byte> mine, CancellationToken cancellationToken) =>
        Inner.ExchangeAsync(name, mine, cancellationToken);

    public virtual ValueTask CompletedAsync(CancellationToken cancellationToken) => Inner.CompletedAsync(cancellationToken);

    public virtual ValueTask DisposeAsync() => Inner.DisposeAsync();
}
