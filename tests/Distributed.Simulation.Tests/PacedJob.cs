using ParameterStore;

namespace Distributed.Simulation.Tests;

/// <summary>
/// A job in this process on a clock that stands still: two workers, whose clocks take as long as a model of times says, are done by one thread in the order
/// of the times at which they end.
/// </summary>
internal sealed class PacedJob
{
    private readonly FakeTimeProvider _time = new();
    private readonly Draws _draws;
    private readonly TimeModel _model;
    private readonly InProcessHost _host;
    private readonly List<Seat> _seats = [];
    private long _now;

    internal PacedJob(SyncPolicy policy, TimeModel model, ulong seed, int clocks)
    {
        // What follows from a call is to happen on the thread that makes it.
        SynchronizationContext.SetSynchronizationContext(null);
        (_model, _draws) = (model, new(seed));
        _host = new(new("paced", 0, 2, 1, clocks, 2, policy, ""), policy.Create(), new InMemoryParameterStore(), _time);
    }

    internal void Run()
    {
        for (int i = 0; i < 2; i++)
            _seats.Add(new(_host.JoinAsync(default).Result));
        foreach (Seat seat in _seats)
            seat.Wait = _host.ReadyAsync(seat.Worker, default);
        Begin();
        while (_seats.Any(seat => seat.EndsAt is not null))
        {
            Seat next = _seats.Where(seat => seat.EndsAt is not null).MinBy(seat => (seat.EndsAt, seat.Began))!;
            _time.Advance(TimeSpan.FromTicks((next.EndsAt!.Value - _now) / TimeSpan.NanosecondsPerTick));
            _now = next.EndsAt.Value;
            End(next);
            Begin();
        }

        _host.Statistics.Stopped.Should().Be(StopReason.Completed);
    }

    /// <summary>Whoever was let go pulls and computes.</summary>
    private void Begin()
    {
        foreach (Seat seat in _seats.Where(seat => seat.Wait is { IsCompleted: true }))
        {
            Grant grant = seat.Wait!.Value.Result;
            seat.Wait = null;
            if (grant.StopAt is not null)
                continue;
            seat.Grant = grant;
            seat.PulledAt = _host.Store.PullAsync(new(), RowSet.Empty, grant.Bound, default).Result;
            _host.Pulled(grant.Attempt, seat.PulledAt);
            (seat.Began, seat.EndsAt) = (_now, _now + _model.ComputeNs(_draws, seat.Worker, grant.Attempt.Clock));
        }
    }

    private void End(Seat seat)
    {
        seat.EndsAt = null;
        var push = new Push();
        push.Reset(seat.Grant.Attempt, seat.PulledAt);
        foreach (BlockId block in seat.Grant.Blocks.Span)
            push.Add(block);
        _host.PushAsync(push, default).AsTask().Result.Should().Be(CommitOutcome.Applied);
        seat.Wait = _host.ReadyAsync(seat.Worker, default);
    }

    private sealed class Seat(WorkerId worker)
    {
        internal WorkerId Worker => worker;

        internal ValueTask<Grant>? Wait { get; set; }

        internal Grant Grant { get; set; }

        internal StoreVersion PulledAt { get; set; }

        internal long Began { get; set; }

        internal long? EndsAt { get; set; }
    }
}
