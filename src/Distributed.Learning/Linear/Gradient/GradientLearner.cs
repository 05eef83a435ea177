using ParameterStore;

namespace Distributed.Learning;

/// <summary>
/// A linear model by gradients of batches: a clock's push is the negative mean gradient of its examples, and the table's fold makes steps of the pushes, in
/// the order in which they are committed.
/// </summary>
internal sealed class GradientLearner<TGradient> : ILinearLearner
    where TGradient : struct, ILinearGradient
{
    internal const string JobName = "linear-gradients";

    /// <summary>About as many examples as <see cref="MeasureSample"/> looks at.</summary>
    private const int SampleSize = 10_000;

    private readonly LinearShards? _validation;

    internal GradientLearner(GradientPlan plan, TGradient gradient)
    {
        LinearTask task = plan.Task;
        (Plan, Gradient) = (plan, gradient);
        Examples = new(task.Examples, plan.Shards);
        Blocks = new(Examples, plan.BlocksPerEpoch, plan.RunLength, task.Seed);
        _validation = task.Validation is { Count: > 0 } validation ? new(validation, 1) : null;
        MeanWeight = task.Examples.TotalWeight / Math.Max(1, Examples.Count);
        Layout = GradientLayout.Of(task.Examples.Features, task.Objective.Classes, UsedByExample() * Examples.Count / (plan.BlocksPerEpoch * task.Workers), plan.HasCounts);
        if (!Layout.IsWhole && (plan.HasCounts || plan.GradientL2 > 0))
            Reciprocals = FeatureShares.Reciprocals(Examples);
        Tables =
        [
            new("linear-weights", Layout.Rows, Layout.Columns)
            {
                Fold = plan.WeightFold,
                Initial = task.Start is { } start ? new LinearStartRows(start.Weights, Layout) : RowInitializer.Zeros,
            },
            new("linear-biases", 1, task.Objective.Classes)
            {
                Fold = plan.BiasFold,
                Initial = FirstBiases.Of(task),
            },
        ];
    }

    internal GradientPlan Plan { get; }

    internal TGradient Gradient { get; }

    internal LinearShards Examples { get; }

    internal GradientBlocks Blocks { get; }

    internal GradientLayout Layout { get; }

    /// <summary>Σ c / n.</summary>
    internal double MeanWeight { get; }

    /// <summary>What an example bears of the penalty of a feature that it has; empty if every push names all.</summary>
    internal float[] Reciprocals { get; } = [];

    public string Name => JobName;

    public IReadOnlyList<TableSpec> Tables { get; }

    public int Shards => Examples.Shards;

    public int Epochs => Plan.Method.Epochs;

    public int BlocksPerEpoch => Plan.BlocksPerEpoch;

    public string Options => Plan.Describe(Layout);

    public bool HasValidation => _validation is not null;

    public bool CanMeasure => true;

    public ulong HashData() => LinearText.HashData(Plan.Task);

    public ILearnerWorker CreateWorker(IReadOnlyList<TableId> tables) => new GradientWorker<TGradient>(this, tables[0], tables[1]);

    // Blocks divide by the mean weight.
    public double LossOf(BlockLoss epoch) => epoch.Sum / epoch.Examples;

    public double Measure(Replica parameters, IReadOnlyList<TableId> tables) => MeanOf(_validation!, parameters, tables, 1);

    public double MeasureSample(Replica parameters, IReadOnlyList<TableId> tables) => HasValidation
        ? Measure(parameters, tables)
        : MeanOf(Examples, parameters, tables, Math.Max(1, Examples.Count / SampleSize));

    public LinearResult ResultOf(TrainingResult result)
    {
        float[] packed = Packed(result.Parameters, result.Tables), weights = new float[Layout.Features * Layout.Classes];
        for (int k = 0; k < Layout.Classes; k++)
            packed.AsSpan(k * Layout.Stride, Layout.Features).CopyTo(weights.AsSpan(k * Layout.Features));
        return new(weights, result.Parameters.Values(result.Tables[1]).ToArray(), result.Report);
    }

    /// <summary>Features other than zero of an example, on average over some.</summary>
    private double UsedByExample()
    {
        int every = Math.Max(1, Examples.Count / SampleSize), seen = 0;
        long used = 0;
        for (int i = 0; i < Examples.Count; i += every, seen++)
            used += Examples.Row(i).Values.Length;
        return (double)used / Math.Max(1, seen);
    }

    /// <summary>Of every so many examples.</summary>
    private double MeanOf(LinearShards examples, Replica parameters, IReadOnlyList<TableId> tables, int every)
    {
        float[] weights = Packed(parameters, tables);
        var at = new LinearPoint(weights, parameters.Values(tables[1]), Layout.Stride);
        var sum = default(LossSum);
        int step = every == 1 ? ILinearGradient.ExamplesMax : 1;
        for (int i = 0; i < examples.Count; i += every * step)
            sum += Gradient.Sum(examples, i, Math.Min(step, examples.Count - i), at);
        return sum.Mean;
    }

    private float[] Packed(Replica parameters, IReadOnlyList<TableId> tables)
    {
        float[] packed = new float[Layout.Rows * Layout.Width];
        Layout.Pack(parameters.Values(tables[0]), packed, 0, Layout.Rows);
        return packed;
    }
}
