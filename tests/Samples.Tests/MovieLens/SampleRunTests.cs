using System.Text;
using MovieLens;
using ParameterStore;

namespace Samples.Tests;

public sealed class SampleRunTests(Xunit.Abstractions.ITestOutputHelper log) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_small_file_goes_all_the_way_to_films_recommended_by_title()
    {
        string model = _folder.File("model.zip");
        (SampleResult result, string shown) = await Run(new SampleOptions { Data = SmallSet(), Rank = 8, Epochs = 3, Workers = 2, Model = model });
        result.Data.Should().Be("ratings.csv");
        (result.TrainRows + result.TestRows).Should().Be(result.Rows).And.Be(1_200);
        result.TestRows.Should().BeInRange(80, 160);
        result.TestRmse.Should().BeGreaterThan(0).And.BeLessThan(3);
        result.UpdatesPerSecond.Should().BeGreaterThan(0);
        result.MlnetTestRmse.Should().BeNull();
        shown.Should().StartWith("ML.NET: " + result.MlnetIs).And.Contain("epoch   3/3").And.Contain("biases only").And.Contain("user 1").And.Contain("Title,");
        new FileInfo(model).Length.Should().BePositive();
    }

    [Fact]
    public async Task Without_data_it_says_that_ratings_are_generated_and_beats_biases_alone()
    {
        (SampleResult result, string shown) = await Run(new SampleOptions());
        shown.Should().Contain("GENERATED");
        result.Rows.Should().Be(100_836);
        (result.BiasesOnlyRmse - result.TestRmse).Should().BeGreaterThan(0.010);
    }

    [Fact]
    public async Task Synchronizations_and_workers_agree_on_the_error()
    {
        List<double> errors = [];
        foreach ((string sync, int workers) in new[] { ("ssp:3", 1), ("ssp:3", 2), ("bsp", 2), ("ssp:3", 4) })
            errors.Add((await Run(new SampleOptions { Sync = SyncPolicy.Parse(sync), Workers = workers })).Result.TestRmse!.Value);
        (errors.Max() - errors.Min()).Should().BeLessThan(0.005, "but they were {0}", string.Join(", ", errors));
    }

    [Fact]
    public async Task Comparing_trains_MLNETs_own_trainer_or_says_that_it_is_not_there()
    {
        (SampleResult result, string shown) = await Run(new SampleOptions { Data = SmallSet(), Rank = 8, Epochs = 3, Compare = true });
        if (result.MlnetIs == "real")
        {
            result.MlnetTestRmse.Should().BeGreaterThan(0);
            result.MlnetFitSeconds.Should().BeGreaterThan(0);
            result.MlnetUnscored.Should().BeGreaterThanOrEqualTo(0);
            shown.Should().Contain("ML.NET's own");
        }
        else
        {
            result.MlnetTestRmse.Should().BeNull();
            shown.Should().Contain("--compare: the stand-in has no trainer of its own");
        }
    }

    [Fact]
    public async Task A_cancelled_training_still_ends_with_a_model()
    {
        using CancellationTokenSource cancel = new();
        CancellingWriter output = new("epoch   1/", cancel);
        SampleResult result = await new SampleRun(PlainConsole.Create(output), output, TimeProvider.System)
            .RunAsync(new SampleOptions { Data = SmallSet(), Rank = 8, Epochs = 10_000, Workers = 1 }, isLive: false, cancel.Token);
        output.ToString().Should().Contain("Cancelled: this is the model so far.");
        result.TestRmse.Should().BePositive();
    }

    [Fact]
    public async Task A_model_that_cannot_be_written_is_named()
    {
        string path = Path.Combine(_folder.Path, "missing", "m.zip");
        Func<Task> act = () => Run(new SampleOptions { Data = SmallSet(), Rank = 8, Epochs = 1, Model = path });
        (await act.Should().ThrowAsync<SampleException>()).Which.Message.Should().StartWith($"--model: {path} cannot be written");
    }

    [Fact]
    public async Task Ratings_that_all_fall_into_the_test_set_are_refused()
    {
        Rating one = Enumerable.Range(1, 1000).Select(i => new Rating { User = 1, Movie = i, Stars = 3 }).First(r => Split.IsTest(r, 0));
        string path = _folder.Write("one.csv", $"{one.User},{one.Movie},{one.Stars}\n");
        Func<Task> act = () => Run(new SampleOptions { Data = path });
        (await act.Should().ThrowAsync<SampleException>()).Which.Message.Should().Contain("another --salt");
    }

    private string SmallSet()
    {
        StringBuilder text = new("userId,movieId,rating\n");
        Random random = new(1);
        for (int user = 1; user <= 40; user++)
        {
            foreach (int movie in Enumerable.Range(1, 60).OrderBy(_ => random.Next()).Take(30))
                text.Append(user).Append(',').Append(movie).Append(',').Append(1 + random.Next(5)).Append('\n');
        }

        _folder.Write("movies.csv", "movieId,title\n" + string.Concat(Enumerable.Range(1, 60).Select(m => $"{m},\"Title, {m}\"\n")));
        return _folder.Write("ratings.csv", text.ToString());
    }

    private async Task<(SampleResult Result, string Shown)> Run(SampleOptions options)
    {
        StringWriter output = new();
        SampleResult result = await new SampleRun(PlainConsole.Create(output), output, TimeProvider.System).RunAsync(options, isLive: false, CancellationToken.None);
        log.WriteLine(MLNetBuild.Line);
        log.WriteLine(result.ToJson());
        return (result, output.ToString());
    }

    /// <summary>Cancels as soon as a text is written.</summary>
    private sealed class CancellingWriter(string text, CancellationTokenSource cancel) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (value is not null && value.StartsWith(text, StringComparison.Ordinal))
                cancel.Cancel();
        }
    }
}
