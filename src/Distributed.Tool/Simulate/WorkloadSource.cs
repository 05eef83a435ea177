namespace Distributed.Tool;

/// <summary>What workers learn, and the loss that the comparison runs to.</summary>
/// <param name="Workload">On generated data or a file's.</param>
/// <param name="Target">A loss that every sound policy reaches on the generated data; null: nobody knows of a file's.</param>
/// <param name="LossName">For the axis.</param>
internal sealed record WorkloadSource(Workload Workload, double? Target, string LossName)
{
    private const string LogLoss = "log loss (nats)";
    private const string Rmse = "RMSE of held-out ratings";

    private static readonly int[] _hidden = [32];

    internal static readonly IReadOnlyList<string> Names = ["logistic", "sparse-logistic", "mf", "mf-sgd", "mlp"];

    /// <exception cref="ToolException">There is no such workload, or its file cannot be read.</exception>
    internal static WorkloadSource Load(string name, string? data) => (name, data) switch
    {
        ("logistic", null) => new(Workload.Logistic(), 0.37, LogLoss),
        ("logistic", { } file) when LabelledFile.Read(file) is var examples => new(examples.Logistic(file), null, LogLoss),
        ("sparse-logistic", null) => new(Workload.SparseLogistic(), 0.54, LogLoss),
        ("sparse-logistic", _) => throw new ToolException("--data: 'sparse-logistic' generates its examples; leave --data out, or take --workload logistic, which reads a file."),
        ("mf-sgd", null) => new(Workload.MatrixFactorization(), 0.60, Rmse),
        ("mf-sgd", { } file) when RatingFile.Read(file) is var ratings => new(Workload.MatrixFactorizationOf(ratings.Users, ratings.Items, ratings.Values), null, Rmse),
        ("mf", null) => new(Workload.FactorizationTrainer(), 0.60, Rmse),
        ("mf", { } file) when RatingFile.Read(file) is var ratings => new(Workload.FactorizationTrainerOf(ratings.Users, ratings.Items, ratings.Values), null, Rmse),
        ("mlp", null) => new(Workload.Perceptron(), 0.10, "cross-entropy (nats)"),
        ("mlp", { } file) when LabelledFile.Read(file) is var examples => new(Workload.PerceptronOn(examples.Features, examples.Labels, _hidden), null, "cross-entropy (nats)"),
        _ => throw new ToolException($"--workload: '{name}' is no workload; write {string.Join(", ", Names)}."),
    };
}
