using System.Globalization;
using ParameterStore;

namespace Distributed.Learning;

/// <summary>Dual coordinate ascent as a job sees it: duals are owned by their example shard, their sums are shared.</summary>
internal sealed class DualLearner<TLoss> : ILinearLearner, ICertifier
    where TLoss : struct, IDualLoss<TLoss>
{
    /// <summary>Of the wanted gap: what an example may add to it and yet count as settled.</summary>
    private const double SettledPart = 0.1;

    private const ulong OrderStream = 31;

    private readonly LinearTask _task;
    private readonly DualMethod _method;
    private readonly bool _shrinks;
    private readonly GapWatch _watch;
    private (StoreVersion Version, CertifiedModel Model)? _certified;

    internal DualLearner(TLoss loss, LinearTask task, DualMethod method)
    {
        (Loss, _task, _method, _shrinks, _watch) = (loss, task, method, method.Shrinks, new(method.GapTarget));
        var shards = new LinearShards(task.Examples, Math.Min(task.Workers, task.Examples.Count));
        Problem = new(shards, task.Objective.L2, task.Objective.L1, task.Objective.Bias);
        Combination = method.Averages ? DualCombination.Averaging(shards.Shards) : DualCombination.Adding(shards.Shards);
        Pass = new(Problem, Combination.Safety, _shrinks ? SettledPart * method.GapTarget : 0);
        BlocksPerEpoch = method.RoundsPerEpoch ?? DualRounds.For(Problem, task.PushesOverNetwork);
        Order = ExampleOrder.Of(task.Examples, Mix.Stream(task.Seed, OrderStream));
        Tables = DualTables.Specs(Problem, _shrinks, task.Start is { } start ? DualStart.Of(loss, Problem, start) : null);
    }

    public string Name => "sdca";

    public IReadOnlyList<TableSpec> Tables { get; }

    public int Shards => Problem.Examples.Shards;

    public int Epochs => _method.Epochs;

    public int BlocksPerEpoch { get; }

    public bool HasValidation => _task.Validation is { Count: > 0 };

    public string Options => LinearText.Describe(_task, string.Create(CultureInfo.InvariantCulture, $"gap={_method.GapTarget:R}, averages={_method.Averages}, rounds={BlocksPerEpoch}, shrinks={_shrinks}"));

    internal TLoss Loss { get; }

    internal DualProblem Problem { get; }

    internal DualCombination Combination { get; }

    internal DualPass Pass { get; }

    internal ExampleOrder Order { get; }

    /// <summary>What a block counts of C times the penalty, so that an epoch's blocks count it once.</summary>
    internal double PenaltyShare => Problem.TotalWeight / ((double)Shards * BlocksPerEpoch);

    private int DualColumns => Tables[1].Columns;

    public ulong HashData() => LinearText.HashData(_task);

    public ILearnerWorker CreateWorker(IReadOnlyList<TableId> tables) => new DualWorker<TLoss>(this, new DualTables(tables));

    public double LossOf(BlockLoss epoch) => epoch.Sum / Problem.TotalWeight;

    public double GapOf(BlockLoss epoch) => epoch.Gap <= 0 ? 0 : epoch.Gap / epoch.Sum;

    public bool MayBeDone(IReadOnlyList<EpochLoss> losses) => _watch.MayBeDone(losses);

    public bool IsDone(Replica parameters, IReadOnlyList<TableId> tables) => _watch.IsDone(Certify(parameters, tables).Certificate);

    public double Measure(Replica parameters, IReadOnlyList<TableId> tables)
    {
        ReadOnlyMemory<float> duals = DualsOf(parameters, tables);
        var model = DualModel.BetterOf(Loss, Problem, DualSums.Of(Problem, duals, DualColumns, DualTables.Alpha), DualSums.Of(Problem, duals, DualColumns, DualTables.Mean));
        return ValidationLoss(model.Weights, model.Bias);
    }

    /// <summary>Of the last weights, and with the bias as it is: a policy asks often, beside the workers.</summary>
    public double MeasureSample(Replica parameters, IReadOnlyList<TableId> tables)
    {
        ReadOnlySpan<float> sums = parameters.Values(new DualTables(tables).Sums);
        float[] weights = new float[Problem.Features];
        for (int j = 0; j < weights.Length; j++)
            weights[j] = (float)RowKernel.Beyond(sums[j], Problem.Threshold);
        return ValidationLoss(weights, Problem.HasBias ? sums[Problem.Features] : 0);
    }

    public LinearResult ResultOf(TrainingResult result)
    {
        CertifiedModel model = Certify(result.Parameters, result.Tables);
        return new(model.Weights, new[] { model.Bias }, result.Report with { Certificate = model.Certificate });
    }

    private static ReadOnlyMemory<float> DualsOf(Replica parameters, IReadOnlyList<TableId> tables) => parameters.Values(new DualTables(tables).Duals).ToArray();

    private double ValidationLoss(float[] weights, double bias)
    {
        LinearExamples validation = _task.Validation!;
        double sum = 0;
        foreach (int place in validation.Places)
            sum += validation.WeightAt(place) * Loss.Primal(RowKernel.ExactDot(validation.RowAt(place), weights) + bias, validation.LabelAt(place));
        return sum / validation.TotalWeight;
    }

    private CertifiedModel Certify(Replica parameters, IReadOnlyList<TableId> tables)
    {
        if (_certified is { } known && known.Version == parameters.Version)
            return known.Model;
        var model = CertifiedModel.Of(Loss, Problem, DualsOf(parameters, tables), DualColumns);
        _certified = (parameters.Version, model);
        return model;
    }
}
