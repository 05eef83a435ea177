namespace Redis.ParameterStore.Tests;

/// <summary>The driver runs procedures as they ask, over a link that a test plays.</summary>
public sealed class RedisDriverTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly PlayedLink _link = new();
    private readonly RedisDriver _driver;

    public RedisDriverTests() => _driver = new RedisDriver(_link, _time, seed: 1);

    [Fact]
    public void What_needs_no_waiting_is_done_at_once()
    {
        ValueTask<string> run = Run(new Scripted(Step.Do(() => { }), Step.Send(Control("a")), Step.WaitUntil(0)));
        run.IsCompletedSuccessfully.Should().BeTrue();
        run.Result.Should().Be("Start Worked Answered TimeReached");
    }

    [Fact]
    public async Task Work_is_done_outside_the_lock_and_steps_are_taken_under_it()
    {
        bool atWork = true, atStep = false;
        var procedure = new Scripted(Step.Do(() => atWork = _driver.Lock.IsHeldByCurrentThread)) { OnNext = () => atStep = _driver.Lock.IsHeldByCurrentThread };
        await Run(procedure);
        (atWork, atStep).Should().Be((false, true));
    }

    [Fact]
    public async Task What_work_throws_fails_the_procedure()
    {
        Func<Task> run = async () => await Run(new Scripted(Step.Do(() => throw new InvalidDataException("work"))));
        await run.Should().ThrowAsync<InvalidDataException>().WithMessage("work");
        run = async () => await Run(new Scripted(Step.Fail(new InvalidDataException("step"))));
        await run.Should().ThrowAsync<InvalidDataException>().WithMessage("step");
    }

    [Fact]
    public async Task Batches_of_a_step_go_side_by_side_and_their_answers_stand_in_order()
    {
        _link.Holds = true;
        var procedure = new Scripted(Step.Send(Control("a"), Control("b"), Control("c")));
        ValueTask<string> run = Run(procedure);
        _link.Sent.Select(sent => sent.Batch.RouteKey).Should().Equal("a", "b", "c");
        foreach (PlayedLink.Pending sent in _link.Sent.AsEnumerable().Reverse())
            sent.Answer(new BatchAnswer(BatchStatus.Ok, [], sent.Batch.RouteKey));
        await run;
        procedure.Answers.Select(answer => answer.Error).Should().Equal("a", "b", "c");
    }

    [Fact]
    public async Task A_raise_between_the_step_and_the_wait_is_not_missed()
    {
        var signal = new Signal();
        var procedure = new Scripted(Step.Wait(signal));
        ValueTask<string> run = Run(procedure);
        run.IsCompleted.Should().BeFalse();
        lock (_driver.Lock)
            signal.Raise();
        (await run).Should().Be("Start Woken");
    }

    [Fact]
    public async Task A_wait_ends_by_time_and_forgets_its_signal()
    {
        var signal = new Signal();
        long until = _driver.Now + 1_500_000;
        ValueTask<string> run = Run(new Scripted(Step.Wait(signal, until), Step.Wait(signal)));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        run.IsCompleted.Should().BeFalse();
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await Until.TrueAsync(() => { lock (_driver.Lock) { signal.Raise(); } return run.IsCompleted; }, "the second wait is woken");
        (await run).Should().Be("Start TimeReached Woken");
        _time.ArmedTimers.Should().Be(0);
    }

    [Fact]
    public async Task A_cancelled_wait_throws_and_a_later_raise_harms_nobody()
    {
        var signal = new Signal();
        using var cancelled = new CancellationTokenSource();
        ValueTask<string> run = _driver.RunAsync(new Scripted(Step.Wait(signal)), cancelled.Token);
        await cancelled.CancelAsync();
        Func<Task> wait = async () => await run;
        await wait.Should().ThrowAsync<OperationCanceledException>();
        lock (_driver.Lock)
            signal.Raise();
    }

    [Fact]
    public async Task Values_wait_while_too_many_bytes_are_on_their_way_and_small_commands_do_not()
    {
        _link.Holds = true;
        long bytes = SendLimits.DataBytesInFlightMax / 2 + 1;
        Batch[] data = [.. new[] { "a", "b" }.Select(key => new Batch(key, Lane.Data, Command.Get(key, 1)) { Bytes = bytes })];
        ValueTask<string> values = Run(new Scripted(Step.Send(data))), small = Run(new Scripted(Step.Send(Control("c"))));
        _link.Sent.Select(sent => sent.Batch.RouteKey).Should().Equal("a", "c");
        _link.Sent[0].Answer(new BatchAnswer(BatchStatus.Ok, []));
        await Until.TrueAsync(() => _link.Sent.Count == 3, "the second value is sent");
        foreach (PlayedLink.Pending sent in _link.Sent.Skip(1))
            sent.Answer(new BatchAnswer(BatchStatus.Ok, []));
        await values;
        await small;
    }

    [Fact]
    public void Time_outs_grow_with_what_is_sent()
    {
        _driver.RunAsync(new Scripted(Step.Send(new Batch("a", Lane.Data, Command.Set("a", new byte[SendLimits.BytesPerSecondMin], 1)))), default).AsTask().Wait();
        _driver.RunAsync(new Scripted(Step.Send(new Batch("a", Lane.Control, Command.Wait(1, 700)))), default).AsTask().Wait();
        _link.Timeouts.Should().Equal(SendLimits.TimeoutBase + TimeSpan.FromSeconds(1), SendLimits.TimeoutBase + TimeSpan.FromMilliseconds(700));
    }

    [Fact]
    public async Task Thousands_of_wakes_are_each_seen()
    {
        const int rounds = 20_000;
        Signal ping = new(), pong = new();
        int turn = 0;
        Task[] players = [.. Enumerable.Range(0, 2).Select(me => Task.Run(async () =>
            await _driver.RunAsync(new PingPong(rounds, () => turn % 2 == me, () => turn++, me == 0 ? ping : pong, me == 0 ? pong : ping), default)))];
        await Task.WhenAll(players).WaitAsync(Deadline.Hang, TimeProvider.System);
        turn.Should().Be(2 * rounds);
    }

    private ValueTask<string> Run(Scripted procedure) => _driver.RunAsync(procedure, default);

    private static Batch Control(string key) => new(key, Lane.Control, Command.Get(key, 1));

    private sealed class Scripted(params Step[] steps) : Procedure<string>
    {
        internal Action? OnNext { get; init; }

        internal BatchAnswer[] Answers { get; private set; } = [];

        protected override IEnumerable<Step> Run()
        {
            Result = $"{Reply.Kind}";
            foreach (Step step in steps)
            {
                OnNext?.Invoke();
                yield return step;
                Result += $" {Reply.Kind}";
                Answers = Reply.Answers;
            }
        }
    }

    private sealed class PingPong(int rounds, Func<bool> isMyTurn, Action play, Signal mine, Signal others) : Procedure<int>
    {
        protected override IEnumerable<Step> Run()
        {
            for (int i = 0; i < rounds; i++)
            {
                while (!isMyTurn())
                    yield return Step.Wait(mine);
                play();
                others.Raise();
            }
        }
    }
}
