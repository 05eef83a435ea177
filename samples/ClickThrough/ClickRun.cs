using Distributed.Learning;
using Microsoft.ML;
using Spectre.Console;

namespace ClickThrough;

/// <summary>The sample from end to end: load, split, fit, measure, save, load again, predict.</summary>
internal sealed class ClickRun(IAnsiConsole console, TextWriter output, TimeProvider time)
{
    private const int PredictionsShown = 8;

    public async Task<ClickResult> RunAsync(ClickOptions options, bool isLive, CancellationToken cancellationToken)
    {
        output.WriteLine(MLNetBuild.Line);
        using ClickLog log = ClickLog.Open(options, output);
        int features = ClickColumns.Fields.Count << options.Bits;
        output.WriteLine($"{log.Name}: {ClickColumns.Fields.Count} columns hashed to {features:N0} features; trainer {options.Trainer.ToString().ToLowerInvariant()}, {options.Workers} workers, {options.Sync}, {options.Epochs} epochs");
        if (options.Redis is not null)
            output.WriteLine($"Job {options.Job}, over Redis at {options.RedisEndpoints}: training begins when {options.WorkersTotal} workers of all processes are there.");

        MLContext mlContext = new(options.Seed);
        ClickViews views = ClickViews.Load(mlContext, log.Path, options.Seed);
        LastReport last = new();
        ITrainingDisplay display = isLive ? new LiveTrainingDisplay(console, "log-loss") : new PlainTrainingDisplay(output, "log-loss");
        (ITransformer model, TimeSpan fitTime) = await display.WatchAsync(progress =>
            Timed<ITransformer>(() => ClickPipeline.Fit(mlContext, views.Train, options, last, last.Then(progress), cancellationToken)));
        if (cancellationToken.IsCancellationRequested)
            output.WriteLine("Cancelled: this is the model so far.");

        foreach (string warning in last.Report?.Warnings ?? [])
            output.WriteLine($"Warning: {warning}");

        ClickQuality quality = ClickQuality.Of(mlContext, model, views.Test);
        ClickResult result = Result(options, log, features, quality, fitTime, last.Report);
        if (options.Compare)
            result = result with { Mlnet = [.. Compare(mlContext, views, options)] };
        console.Write(Closing.Results(result));
        console.Write(Closing.Bins(quality));
        ShowPredictions(mlContext, model, views, options);
        return result;
    }

    private static ClickResult Result(ClickOptions options, ClickLog log, int features, ClickQuality quality, TimeSpan fitTime, TrainingReport? report) => new()
    {
        Data = log.Name,
        Features = features,
        Trainer = options.Trainer.ToString().ToLowerInvariant(),
        Workers = options.Workers,
        WorkersTotal = options.WorkersTotal ?? options.Workers,
        Sync = options.Sync.ToString(),
        Epochs = options.Epochs,
        FitSeconds = fitTime.TotalSeconds,
        TestLogLoss = quality.LogLoss,
        TestAuc = quality.Auc,
        RelativeGap = report?.Certificate?.RelativeGap,
        Calibration = quality.Calibration,
        ConstantLogLoss = quality.ConstantLogLoss,
        PlantedLogLoss = log.PlantedLogLoss,
        MlnetIs = MLNetBuild.Name,
        Redis = options.RedisEndpoints,
    };

    private IEnumerable<ClickComparison> Compare(MLContext mlContext, ClickViews views, ClickOptions options)
    {
        if (!MLNetBuild.IsReal)
        {
            output.WriteLine("--compare: the stand-in has no trainer of its own to compare with; see eng/offline/README.md.");
            yield break;
        }

        foreach ((string name, Func<ITransformer> fit) in NativeTrainers.All(mlContext, views.Train, options))
        {
            (ITransformer model, TimeSpan fitTime) = Timed(fit);
            ClickQuality quality = ClickQuality.Of(mlContext, model, views.Test);
            yield return new(name, fitTime.TotalSeconds, quality.LogLoss, quality.Auc, quality.Calibration);
        }
    }

    // Saves the model, loads it back, and asks what was loaded.
    private void ShowPredictions(MLContext mlContext, ITransformer model, ClickViews views, ClickOptions options) => SavedModel.Use(
        mlContext, model, views.Train.Schema, options.Model, output, path => console.Write(Closing.Few(Predictions.FromZip(path, views.Test, PredictionsShown))));

    private (T Result, TimeSpan Time) Timed<T>(Func<T> work)
    {
        long begin = time.GetTimestamp();
        T result = work();
        return (result, time.GetElapsedTime(begin));
    }
}
