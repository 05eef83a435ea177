namespace Distributed.Tool;

/// <summary>What workers learn, and the loss that the comparison runs to.</summary>
/// <param name="WithBatch">On generated data or a file's, with so many examples of a clock.</param>
/// <param name="Batch">Examples of a clock of one worker, unless something else is asked for.</param>
/// <param name="Target">A loss that every sound policy reaches on the generated data; null: nobody knows of a file's.</param>
/// <param name="LossName">For the axis.</param>
internal sealed record WorkloadSource(Func<int, Workload> WithBatch, int Batch, double? Target, string LossName)
{
    private const string LogLoss = "log loss (nats)";
    private const string Rmse = "RMSE of held-out ratings";

    private const int SmallBatch = 32, RatingsBatch = 50, OwnRatingsBatch = 1_000;

    internal static readonly IReadOnlyList<string> Names = ["logistic", "sparse-logistic", "mf", "mf-sgd", "mlp"];

    /// <exception cref="ToolException">There is no such workload, or its file cannot be read.</exception>
    internal static WorkloadSource Load(string name, string? data)
    {
        WorkloadSource generated = name switch
        {
            "logistic" => new(batch => Workload.Logistic(batch: batch), SmallBatch, 0.37, LogLoss),
            "sparse-logistic" => new(batch => Workload.SparseLogistic(batch: batch), SmallBatch, 0.54, LogLoss),
            // Those who have data of their own have more of them.
            "mf" => data is null
                ? new(batch => Workload.FactorizationTrainer(batch: batch), RatingsBatch, 0.60, Rmse)
                : new(batch => Workload.FactorizationTrainer(rank: 16, batch: batch), OwnRatingsBatch, 0.60, Rmse),
            "mf-sgd" => new(batch => Workload.MatrixFactorization(batch: batch), RatingsBatch, 0.60, Rmse),
            "mlp" => new(batch => Workload.Perceptron(batch: batch), SmallBatch, 0.10, "cross-entropy (nats)"),
            _ => throw new ToolException($"--workload: '{name}' is no workload; write {string.Join(", ", Names)}."),
        };
        if (data is null)
            return generated;
        Func<Workload, Workload> given = DataFile.Read(name, data);
        return generated with { WithBatch = batch => given(generated.WithBatch(batch)), Target = null };
    }
}
