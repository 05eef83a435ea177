using ParameterStore;
using ParameterStore.Tests;

namespace Distributed.Learning.Tests;

/// <summary>One process's door to a job that others take part in.</summary>
internal sealed class JoinedHost(JoinedPlacement job, IJobHost inner, JobManifest mine) : DelegatingHost(inner)
{
    public override int LocalWorkers => mine.Workers;

    public override bool IsLead => job.Lead() == this;

    public override async ValueTask<WorkerId> JoinAsync(CancellationToken cancellationToken)
    {
        WorkerId worker = await ((InProcessHost)Inner).JoinAsync(mine.Home, cancellationToken);
        job.Joined(worker, this);
        return worker;
    }

    public override async ValueTask<CommitOutcome> PushAsync(Push push, CancellationToken cancellationToken)
    {
        if (!job.Loses(push.Attempt))
            return await base.PushAsync(push, cancellationToken);
        await Inner.LeaveAsync(push.Attempt.Worker, LeaveReason.Died, null, cancellationToken);
        throw new SeatLostException("planted");
    }

    public override async ValueTask LeaveAsync(WorkerId worker, LeaveReason reason, Exception? error, CancellationToken cancellationToken)
    {
        await base.LeaveAsync(worker, reason, error, cancellationToken);
        job.Left();
    }

    public override async ValueTask<double> MeasuredAsync(int epoch, double loss, CancellationToken cancellationToken)
    {
        double counts = await base.MeasuredAsync(epoch, loss, cancellationToken);
        job.Measure(epoch).TrySetResult(counts);
        return counts;
    }

    public override async ValueTask<double?> MeasureOfAsync(int epoch, CancellationToken cancellationToken)
    {
        if (MeasureOf(epoch) is { } measured)
            return measured;
        return IsLead ? null : await job.Measure(epoch).Task.WaitAsync(cancellationToken);
    }

    public override ValueTask PostAsync(string name, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        job.Posts.Enqueue(bytes.IsEmpty ? $"−{name}" : name);
        return base.PostAsync(name, bytes, cancellationToken);
    }

    public override async ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> ExchangeAsync(string name, ReadOnlyMemory<byte> part, CancellationToken cancellationToken) =>
        await job.Exchange(name, mine.Workers, part.ToArray()).WaitAsync(cancellationToken);

    public override ValueTask CompletedAsync(CancellationToken cancellationToken) => new(job.Completed.WaitAsync(cancellationToken));

    // The others may still be at it.
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
