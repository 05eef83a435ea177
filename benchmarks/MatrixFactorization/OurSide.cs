using System.Diagnostics;
using Distributed.Learning;
using Microsoft.ML;
using Microsoft.ML.Distributed;

namespace Benchmarks;

/// <summary>This package's trainer.</summary>
internal sealed class OurSide(MLContext context, int rank, bool biases, IReadOnlyList<Rates> grid) : ISide
{
    public string Name => biases ? "ours" : "ours, no biases";

    public IReadOnlyList<Rates> Grid => grid;

    public Fitted Fit(IDataView train, Rates rates, int epochs, int threads)
    {
        DistributedMatrixFactorizationTrainer trainer = context.Distributed().MatrixFactorization(new MatrixFactorizationOptions
        {
            LabelColumnName = RatingView.Label,
            MatrixColumnIndexColumnName = RatingView.User,
            MatrixRowIndexColumnName = RatingView.Item,
            Rank = rank,
            Epochs = epochs,
            Lambda = rates.Lambda,
            LearningRate = rates.LearningRate,
            Biases = biases,
            Workers = threads,
            Quiet = true,
        });
        long begin = Stopwatch.GetTimestamp();
        ITransformer model = trainer.Fit(train, out TrainingReport report);
        return new(model, Stopwatch.GetElapsedTime(begin).TotalSeconds, report.Updates / report.Training.TotalSeconds);
    }
}
