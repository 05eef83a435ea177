namespace Redis.ParameterStore.Tests;

/// <summary>What is asked before there is a node is asked again, as a node's procedures do.</summary>
public sealed class FirstAnswerTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    private readonly FakeTimeProvider _time = new();
    private int _asked;

    [Fact]
    public async Task A_question_without_an_answer_is_asked_again()
    {
        Task<int> answer = AskAsync(takes: TimeSpan.FromSeconds(3), fails: 2);
        (await EndAsync(answer)).Should().Be(3);
    }

    [Fact]
    public async Task Who_stood_still_for_longer_than_Redis_may_be_away_asks_once_more()
    {
        Task<int> answer = AskAsync(takes: TimeSpan.FromSeconds(60), fails: 1);
        (await EndAsync(answer)).Should().Be(2);
    }

    [Fact]
    public async Task Who_is_not_answered_after_that_time_either_is_told()
    {
        Task<int> answer = AskAsync(takes: TimeSpan.FromSeconds(6), fails: int.MaxValue);
        await FluentActions.Awaiting(() => EndAsync(answer)).Should().ThrowAsync<IOException>().WithMessage("ask 3");
    }

    [Fact]
    public async Task An_error_of_another_kind_is_told_at_once()
    {
        Func<Task> ask = async () => await FirstAnswer.OfAsync<int>(() => throw new InvalidDataException(), _patience, _time, default);
        await ask.Should().ThrowAsync<InvalidDataException>();
    }

    private Task<int> AskAsync(TimeSpan takes, int fails) => FirstAnswer.OfAsync(
        () =>
        {
            _asked++;
            _time.Advance(takes);
            return _asked > fails ? new ValueTask<int>(_asked) : throw new IOException($"ask {_asked}");
        },
        _patience, _time, default).AsTask();

    private async Task<int> EndAsync(Task<int> answer)
    {
        await Until.TrueAsync(
            () =>
            {
                _time.Advance(TimeSpan.FromMilliseconds(10));
                return answer.IsCompleted;
            },
            "it is answered or gives up");
        return await answer;
    }
}
