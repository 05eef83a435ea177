namespace Distributed.Tool;

/// <summary>What workers learn, and the loss that the comparison runs to.</summary>
/// <param name="Workload">On generated data or a file's.</param>
/// <param name="Target">A loss that every sound policy reaches on the generated data; null: nobody knows of a file's.</param>
/// <param name="LossName">For the axis.</param>
internal sealed record WorkloadSource(Workload Workload, double? Target, string LossName)
{
    private const string LogLoss = "log loss (nats)";
    private const string Rmse = "RMSE of held-out ratings";

    internal static readonly IReadOnlyList<string> Names = ["logistic", "sparse-logistic", "mf", "mf-sgd", "mlp"];

    /// <exception cref="ToolException">There is no such workload, or its file cannot be read.</exception>
    internal static WorkloadSource Load(string name, string? data)
    {
        WorkloadSource generated = name switch
        {
            "logistic" => new(Workload.Logistic(), 0.37, LogLoss),
            "sparse-logistic" => new(Workload.SparseLogistic(), 0.54, LogLoss),
            // Those who have data of their own have more of them.
            "mf" => new(data is null ? Workload.FactorizationTrainer() : Workload.FactorizationTrainer(rank: 16, batch: 1_000), 0.60, Rmse),
            "mf-sgd" => new(Workload.MatrixFactorization(), 0.60, Rmse),
            "mlp" => new(Workload.Perceptron(), 0.10, "cross-entropy (nats)"),
            _ => throw new ToolException($"--workload: '{name}' is no workload; write {string.Join(", ", Names)}."),
        };
        return data is null ? generated : generated with { Workload = DataFile.Read(name, data)(generated.Workload), Target = null };
    }
}
