using Microsoft.ML;
using ParameterStore;
using Spectre.Console;

namespace MovieLens;

/// <summary>The sample from end to end: load, split, fit, measure, save, load again, recommend.</summary>
internal sealed class SampleRun(IAnsiConsole console, TextWriter output, TimeProvider time)
{
    private const int FilmsShown = 10;

    public async Task<SampleResult> RunAsync(SampleOptions options, bool isLive, CancellationToken cancellationToken)
    {
        output.WriteLine(MLNetBuild.Line);
        Dataset data = await DataSource.LoadAsync(options, output, cancellationToken);
        (List<Rating> train, List<Rating> test) = Split.Apply(data.Ratings, options.Salt);
        if (train.Count == 0)
            throw new SampleException($"All {test.Count} ratings of {data.Name} fall into the test set; use more ratings or another --salt.");
        output.WriteLine($"{data.Name}: {train.Count:N0} ratings to learn from, {test.Count:N0} to test on; {options.Workers} workers, {options.Sync}, rank {options.Rank}");
        if (options.Redis is not null)
            output.WriteLine($"Job {options.Job}, over Redis at {options.RedisEndpoints}: training begins when {options.WorkersTotal} workers of all processes are there.");

        MLContext mlContext = new(options.Seed);
        RatingViews views = RatingViews.Load(mlContext, data.Ratings, train, test);
        if (options.Compare && MLNetBuild.IsReal)
            WarmUp(views, options, cancellationToken);
        LastReport last = new();
        ITrainingDisplay display = isLive ? new LiveTrainingDisplay(console, "RMSE") : new PlainTrainingDisplay(output, "RMSE");
        (ITransformer model, TimeSpan fitTime) = await display.WatchAsync(progress =>
            Timed(() => RatingsPipeline.Fit(mlContext, views, options, last.Then(progress), last.Completed, cancellationToken)));
        if (cancellationToken.IsCancellationRequested)
            output.WriteLine("Cancelled: this is the model so far.");

        SampleResult result = SampleResult.Of(options, data, train.Count, test.Count) with
        {
            FitSeconds = fitTime.TotalSeconds,
            UpdatesPerSecond = last.UpdatesPerSecond,
            BytesPulled = last.Report?.BytesPulled,
            BytesPushed = last.Report?.BytesPushed,
            TrainRmse = RatingsPipeline.Rmse(mlContext, model, views.Train),
            TestRmse = test.Count > 0 ? RatingsPipeline.Rmse(mlContext, model, views.Test) : null,
            BiasesOnlyRmse = test.Count > 0 ? BiasesOnly.Fit(train).Rmse(test) : null,
        };
        if (options.Compare)
            result = Compare(result, mlContext, views, options, train);
        console.Write(Closing.Results(result));
        ShowFilms(mlContext, model, views, options, data);
        return result;
    }

    // One pass of each, so that what is compared is training and not the compilation of whichever comes first.
    // In a context of its own: the other's random numbers are left as they are, and comparing changes no result.
    private void WarmUp(RatingViews views, SampleOptions options, CancellationToken cancellationToken)
    {
        output.WriteLine("--compare: each trainer makes one pass before it is timed, so that neither pays for compilation.");
        MLContext mlContext = new(options.Seed);
        SampleOptions onePass = options with { Epochs = 1, Redis = null };
        RatingsPipeline.Fit(mlContext, views, onePass, new LastReport().Then(new Progress<TrainingProgress>()), null, cancellationToken);
        NativeTrainer.Fit(mlContext, views, onePass);
    }

    private SampleResult Compare(SampleResult result, MLContext mlContext, RatingViews views, SampleOptions options, List<Rating> train)
    {
        if (!MLNetBuild.IsReal)
        {
            output.WriteLine("--compare: the stand-in has no trainer of its own to compare with; see eng/offline/README.md.");
            return result;
        }

        (ITransformer native, TimeSpan fitTime) = Timed(() => NativeTrainer.Fit(mlContext, views, options));
        if (result.TestRows == 0)
            return result with { MlnetFitSeconds = fitTime.TotalSeconds };
        (double rmse, int unscored) = NativeTrainer.Rmse(mlContext, native, views.Test, train.Average(r => r.Stars));
        output.WriteLine($"ML.NET's own trainer gave no score to {unscored:N0} of {result.TestRows:N0} test ratings; the training mean stands in there.");
        return result with { MlnetFitSeconds = fitTime.TotalSeconds, MlnetTestRmse = rmse, MlnetUnscored = unscored };
    }

    // Saves the model, loads it back, and asks what was loaded.
    private void ShowFilms(MLContext mlContext, ITransformer model, RatingViews views, SampleOptions options, Dataset data) => SavedModel.Use(
        mlContext,
        model,
        views.Train.Schema,
        options.Model,
        output,
        path => console.Write(Closing.Films(Recommendations.FromZip(mlContext, path, data.Ratings, data.Ratings[0].User, FilmsShown), data)));

    private (T Result, TimeSpan Time) Timed<T>(Func<T> work)
    {
        long begin = time.GetTimestamp();
        T result = work();
        return (result, time.GetElapsedTime(begin));
    }
}
