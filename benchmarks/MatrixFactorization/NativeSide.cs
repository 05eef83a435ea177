using System.Diagnostics;
using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Trainers;

namespace Benchmarks;

/// <summary>ML.NET's own trainer (LIBMF).</summary>
internal sealed class NativeSide(MLContext context, int rank, IReadOnlyList<Rates> grid) : ISide
{
    /// <summary>Whether the real ML.NET is here; the stand-in has no trainer.</summary>
    public static bool IsReal { get; } =
        !typeof(MLContext).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Any(a => a is { Key: "StandIn", Value: "true" });

    public string Name => "ML.NET";

    public IReadOnlyList<Rates> Grid => grid;

    public Fitted Fit(IDataView train, Rates rates, int epochs, int threads)
    {
        MatrixFactorizationTrainer trainer = context.Recommendation().Trainers.MatrixFactorization(new MatrixFactorizationTrainer.Options
        {
            LabelColumnName = RatingView.Label,
            MatrixColumnIndexColumnName = RatingView.User,
            MatrixRowIndexColumnName = RatingView.Item,
            ApproximationRank = rank,
            NumberOfIterations = epochs,
            Lambda = rates.Lambda,
            LearningRate = rates.LearningRate,
            NumberOfThreads = threads,
            Quiet = true,
        });
        long begin = Stopwatch.GetTimestamp();
        ITransformer model = trainer.Fit(train);
        return new(model, Stopwatch.GetElapsedTime(begin).TotalSeconds, null);
    }
}
