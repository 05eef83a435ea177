namespace ParameterStore.Tests;

public class ClockLifeCycleTests
{
    private static readonly WorkerId _worker = new(1, 0);

    private readonly ClockLifeCycle _byDecision = new(ApplyMode.ByDecision);

    private static AttemptId Attempt(int clock = 0, int tries = 0) => new(_worker, clock, tries);

    [Fact]
    public void A_whole_life_passes()
    {
        Released();
        _byDecision.On(SyncEvent.Pulled(Attempt(), default));
        _byDecision.On(SyncDecision.Abort(Attempt(), AbortKind.RedoBlock));
        _byDecision.On(SyncEvent.Aborted(Attempt()));
        _byDecision.On(SyncDecision.Release(Attempt(0, 1), 0, default));
        _byDecision.On(SyncEvent.Pulled(Attempt(0, 1), default));
        _byDecision.On(SyncEvent.Pushed(Attempt(0, 1), default));
        _byDecision.On(SyncEvent.Ready(_worker, 1));
        _byDecision.On(SyncDecision.Apply(Attempt(0, 1), 1));
        _byDecision.On(SyncDecision.EndStep());
        _byDecision.On(SyncEvent.Left(_worker, LeaveReason.Died));
        _byDecision.On(SyncEvent.Joined(_worker with { Incarnation = 1 }, 1));
    }

    [Fact]
    public void A_skipped_clock_goes_on_with_the_next()
    {
        Released();
        _byDecision.On(SyncEvent.Pulled(Attempt(), default));
        _byDecision.On(SyncDecision.Abort(Attempt(), AbortKind.SkipBlock));
        _byDecision.On(SyncEvent.Aborted(Attempt()));
        _byDecision.On(SyncEvent.Ready(_worker, 1));
    }

    [Fact]
    public void Events_out_of_turn_are_named_with_what_was_due()
    {
        Refused(() => _byDecision.On(SyncEvent.Ready(_worker, 0)), "seat 1 (incarnation 0): Ready came, but the worker is not in the job.");
        Released();
        Refused(() => _byDecision.On(SyncEvent.Joined(_worker, 0)), "*Joined came; seat 1 (incarnation 0), clock 0, try 0 is next, with Pulled.");
        Refused(() => _byDecision.On(SyncEvent.Ready(_worker, 0)), "*Ready came; seat 1 (incarnation 0), clock 0, try 0 is next, with Pulled.");
        Refused(() => _byDecision.On(SyncEvent.Pushed(Attempt(), default)), "*Pushed came; seat 1 (incarnation 0), clock 0, try 0 is next, with Pulled.");
        Refused(() => _byDecision.On(SyncEvent.Pulled(Attempt(0, 1), default)), "seat 1 (incarnation 0), clock 0, try 1: Pulled came*try 0 is next*");
        _byDecision.On(SyncEvent.Pulled(Attempt(), default));
        Refused(() => _byDecision.On(SyncEvent.Pulled(Attempt(), default)), "*Pulled came*is next, with Pushed or Aborted.");
        Refused(() => _byDecision.On(SyncEvent.Aborted(Attempt())), "*Aborted came, but nobody asked for it.");
        _byDecision.On(SyncEvent.Pushed(Attempt(), default));
        Refused(() => _byDecision.On(SyncEvent.Pushed(Attempt(), default)), "*Pushed came; seat 1 (incarnation 0), clock 1, try 0 is next, with Ready.");
        Refused(() => _byDecision.On(SyncEvent.Ready(_worker, 2)), "*clock 2, try 0: Ready came; seat 1 (incarnation 0), clock 1, try 0 is next, with Ready.");
        Refused(() => _byDecision.On(SyncEvent.Left(new(1, 1), LeaveReason.Died)), "seat 1 (incarnation 1): Left came*");
    }

    [Fact]
    public void Decisions_out_of_turn_are_named()
    {
        Released();
        Refused(() => _byDecision.On(SyncDecision.Release(Attempt(), 0, default)), "*Release came*is next, with Pulled.");
        Refused(() => _byDecision.On(SyncDecision.Abort(Attempt(0, 1), AbortKind.RedoBlock)), "*try 1: Abort came*");
        Refused(() => _byDecision.On(SyncDecision.Apply(Attempt(), 1)), "*Apply came, but the attempt was not pushed or is decided already.");
        Refused(() => _byDecision.On(SyncDecision.EndStep()), "A step ended in which nothing was applied or discarded.");
        _byDecision.On(SyncEvent.Pulled(Attempt(), default));
        _byDecision.On(SyncEvent.Pushed(Attempt(), default));
        Refused(() => _byDecision.On(SyncDecision.Abort(Attempt(), AbortKind.RedoBlock)), "*Abort came*");
        _byDecision.On(SyncDecision.Discard(Attempt()));
        Refused(() => _byDecision.On(SyncDecision.Apply(Attempt(), 1)), "*Apply came, but the attempt was not pushed or is decided already.");
        _byDecision.On(SyncDecision.EndStep());
        _byDecision.On(SyncDecision.Stop(1));
        _byDecision.On(SyncEvent.Ready(_worker, 1));
        Refused(() => _byDecision.On(SyncDecision.Release(Attempt(1), 0, default)), "*Release came after Stop.");
    }

    [Fact]
    public void Where_workers_commit_nothing_is_applied_by_decision()
    {
        var onPush = new ClockLifeCycle(ApplyMode.OnPush);
        onPush.On(SyncEvent.Joined(_worker, 0));

        Refused(() => onPush.On(SyncDecision.Apply(Attempt(), 1)), "*Apply came, but workers commit their own pushes.");
    }

    private void Released()
    {
        _byDecision.On(SyncEvent.Joined(_worker, 0));
        _byDecision.On(SyncEvent.Ready(_worker, 0));
        _byDecision.On(SyncDecision.Release(Attempt(), 0, default));
    }

    private static void Refused(Action act, string message) => act.Should().Throw<InvalidOperationException>().WithMessage(message);
}
