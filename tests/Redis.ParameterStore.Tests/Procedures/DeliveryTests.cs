namespace Redis.ParameterStore.Tests;

/// <summary>How long batches are sent again: as long as Redis may be away, which only an answer that is missing after that time shows.</summary>
public sealed class DeliveryTests
{
    private const long Second = 1_000_000_000;

    private readonly FakeTimeProvider _time = new();
    private readonly PlayedLink _link = new() { Holds = true };
    private readonly long _began;
    private readonly JobNode _node = new(new KeyNames("d:", "job", 0, ["0"]), new() { RedisTimeout = 10 * Second }, null, "", "me", 0);

    public DeliveryTests() => _began = _time.GetTimestamp();

    [Fact]
    public async Task A_process_that_stood_still_for_longer_than_Redis_may_be_away_asks_once_more()
    {
        Task<BatchAnswer[]> sending = Send();
        _time.Advance(TimeSpan.FromSeconds(60));
        _link.Sent[0].Answer(Unknown);
        await AdvanceUntilAsync(() => _link.Sent.Count == 2, sending);
        _link.Sent[1].Answer(new(BatchStatus.Ok, [CommandResult.Nothing]));
        (await sending.WaitAsync(Deadline.Hang)).Should().ContainSingle().Which.Status.Should().Be(BatchStatus.Ok);
    }

    [Fact]
    public async Task Redis_is_away_if_what_was_asked_after_the_time_has_no_answer_either()
    {
        Task<BatchAnswer[]> sending = Send();
        for (int asked = 1; !sending.IsCompleted; asked++)
        {
            _time.GetTimestamp().Should().BeLessThan(_began + TimeSpan.FromSeconds(20).Ticks, "it gives up soon after the time");
            _time.Advance(TimeSpan.FromSeconds(3));
            _link.Sent[^1].Answer(Unknown);
            int next = asked + 1;
            await AdvanceUntilAsync(() => _link.Sent.Count == next, sending);
        }

        (await FluentActions.Awaiting(() => sending).Should().ThrowAsync<RedisUnavailableException>()).WithMessage("*testing did not succeed within 10 s: nobody answers*");
        _link.Sent.Count.Should().BeGreaterThan(2);
    }

    private static BatchAnswer Unknown => new(BatchStatus.Unknown, [], "nobody answers");

    private Task<BatchAnswer[]> Send() =>
        new RedisDriver(_link, _time, seed: 1).RunAsync(new Delivery(_node, [new Batch("a", Lane.Control, Command.Get("a", 1))], "testing"), default).AsTask();

    // It waits a moment before it asks again, and goes on in its own time.
    private Task AdvanceUntilAsync(Func<bool> condition, Task sending) => Until.TrueAsync(
        () =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(10));
            return condition() || sending.IsCompleted;
        },
        "it asks again or gives up");
}
