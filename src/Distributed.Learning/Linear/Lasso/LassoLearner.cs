using System.Globalization;
using ParameterStore;

namespace Distributed.Learning;

/// <summary>A lasso as a job sees it: features are cut into shards, each of which owns its weights; residuals are shared.</summary>
internal sealed class LassoLearner : ILinearLearner, ICertifier
{
    private const ulong OrderStream = 32;

    private readonly LinearTask _task;
    private readonly LassoMethod _method;
    private readonly GapWatch _watch;

    // of examples that can no longer be read
    private readonly ulong? _hash;
    private (StoreVersion Version, CertifiedLasso Model)? _certified;

    internal LassoLearner(LinearTask task, LassoMethod method)
    {
        Check(task, method);
        (_method, _watch) = (method, new(method.GapTarget));
        if (method.ReleasesExamples)
        {
            _hash = LinearText.HashData(task);
            task = task with { Validation = task.Validation?.ApartFrom(task.Examples) };
        }

        _task = task;
        Problem = new(task.Examples, Math.Min(task.Workers, task.Examples.Features), task.Objective.L1, task.Objective.L2, task.Objective.Bias, method.ReleasesExamples);
        Pass = new(Problem, Shards);
        OrderSeed = Mix.Stream(task.Seed, OrderStream);
        Tables = LassoTables.Specs(Problem, task.Start);
    }

    public string Name => "lasso";

    public IReadOnlyList<TableSpec> Tables { get; }

    public int Shards => Problem.Columns.Shards;

    public int Epochs => _method.Epochs;

    public int BlocksPerEpoch => _method.RoundsPerEpoch ?? 1;

    public bool HasValidation => _task.Validation is { Count: > 0 };

    public string Options => LinearText.Describe(_task, string.Create(CultureInfo.InvariantCulture, $"gap={_method.GapTarget:R}, rounds={BlocksPerEpoch}"));

    internal LassoProblem Problem { get; }

    internal LassoPass Pass { get; }

    internal ulong OrderSeed { get; }

    public ulong HashData() => _hash ?? LinearText.HashData(_task);

    public ILearnerWorker CreateWorker(IReadOnlyList<TableId> tables) => new LassoWorker(this, new LassoTables(tables));

    public double LossOf(BlockLoss epoch) => epoch.Sum / Problem.TotalWeight / BlocksPerEpoch;

    public double GapOf(BlockLoss epoch) => epoch.Gap <= 0 ? 0 : epoch.Gap / epoch.Sum;

    public bool MayBeDone(IReadOnlyList<EpochLoss> losses) => _watch.MayBeDone(losses);

    public bool IsDone(Replica parameters, IReadOnlyList<TableId> tables) => _watch.IsDone(Certify(parameters, tables).Certificate);

    public double Measure(Replica parameters, IReadOnlyList<TableId> tables)
    {
        float[] weights = WeightsOf(parameters, tables);
        double bias = Problem.BiasOf(weights, Problem.AlongRoots(parameters.Values(new LassoTables(tables).Residuals)));
        LinearExamples validation = _task.Validation!;
        double sum = 0;
        for (int i = 0; i < validation.Count; i++)
        {
            double error = RowKernel.Dot(validation.Row(i), weights) + bias - validation.Label(i);
            sum += 0.5 * validation.Weight(i) * error * error;
        }

        return sum / validation.TotalWeight;
    }

    public LinearResult ResultOf(TrainingResult result)
    {
        CertifiedLasso model = Certify(result.Parameters, result.Tables);
        string[] doubts = model.Doubt(Problem.Lambda1) is { } doubt ? [doubt] : [];
        return new(model.Weights, new[] { model.Bias }, result.Report with { Certificate = model.Certificate, Warnings = [.. result.Report.Warnings, .. doubts] });
    }

    private static void Check(LinearTask task, LassoMethod method)
    {
        LinearObjective objective = task.Objective;
        if (objective.Loss != LinearLoss.Squared)
            throw new ArgumentException($"The loss is {objective.Loss}; a lasso has squared loss. Use a {nameof(DualMethod)} or a {nameof(GradientMethod)} with L1.", nameof(task));
        if (!(double.IsFinite(objective.L1) && objective.L1 > 0))
            throw new ArgumentException($"L1 is {objective.L1}; a lasso needs a number above 0. Without L1, use a {nameof(DualMethod)}.", nameof(task));
        if (!(double.IsFinite(objective.L2) && objective.L2 >= 0))
            throw new ArgumentException($"L2 is {objective.L2}; it must be a number of at least 0.", nameof(task));
        if (!(double.IsFinite(method.GapTarget) && method.GapTarget > 0))
            throw new ArgumentException($"GapTarget is {method.GapTarget}; it must be a number above 0.", nameof(method));
        if (method.RoundsPerEpoch is < 1)
            throw new ArgumentException($"RoundsPerEpoch is {method.RoundsPerEpoch}; it must be at least 1, or null for one.", nameof(method));
    }

    private static float[] WeightsOf(Replica parameters, IReadOnlyList<TableId> tables)
    {
        ReadOnlySpan<float> rows = parameters.Values(new LassoTables(tables).Weights);
        float[] weights = new float[rows.Length / 2];
        for (int j = 0; j < weights.Length; j++)
            weights[j] = rows[2 * j];
        return weights;
    }

    private CertifiedLasso Certify(Replica parameters, IReadOnlyList<TableId> tables)
    {
        if (_certified is { } known && known.Version == parameters.Version)
            return known.Model;
        var model = CertifiedLasso.Of(Problem, WeightsOf(parameters, tables));
        _certified = (parameters.Version, model);
        return model;
    }
}
