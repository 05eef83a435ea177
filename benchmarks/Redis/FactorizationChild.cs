using System.Diagnostics;
using System.Text.Json;
using Distributed.Learning;
using Microsoft.ML;
using Microsoft.ML.Distributed;

namespace Benchmarks;

/// <summary>A child process that factorizes planted ratings, as each line from its parent says.</summary>
internal static class FactorizationChild
{
    private const int Rank = 64, Seed = 1;

    public static void Run(string size)
    {
        var context = new MLContext(Seed);
        (RatingTable train, RatingTable test) = PlantedRatings.Make(size).SplitTest();
        float mean = train.Value.Average();
        IDataView trainView = RatingView.Cached(context, train), testView = RatingView.Cached(context, test);
        Console.Out.WriteLine("ready");
        while (Console.In.ReadLine() is { Length: > 0 } line)
        {
            GC.Collect();
            FactorizationReading reading = Fit(context, trainView, FactorizationPlan.Parse(line), model => Rmse.Of(model, testView, mean));
            Console.Out.WriteLine(JsonSerializer.Serialize(reading, FactorizationJson.Default.FactorizationReading));
        }
    }

    private static FactorizationReading Fit(MLContext context, IDataView train, FactorizationPlan plan, Func<ITransformer, double> rmse)
    {
        var options = new MatrixFactorizationOptions
        {
            LabelColumnName = RatingView.Label,
            MatrixColumnIndexColumnName = RatingView.User,
            MatrixRowIndexColumnName = RatingView.Item,
            Rank = Rank,
            Epochs = plan.Epochs,
            ClocksPerEpoch = plan.ClocksPerEpoch == 0 ? null : plan.ClocksPerEpoch,
            Quiet = true,
        };
        plan.Place(options);
        DistributedMatrixFactorizationTrainer trainer = context.Distributed().MatrixFactorization(options);
        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        long begin = Stopwatch.GetTimestamp();
        ITransformer model = trainer.Fit(train, out TrainingReport report);
        double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        return new(
            report.Updates, report.Training.TotalSeconds, seconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds, rmse(model),
            report.Job.Seats[0].Clocks / plan.Epochs, report.Job.Seats.Sum(s => s.Waiting.TotalSeconds), report.BytesPulled, report.BytesPushed);
    }
}
