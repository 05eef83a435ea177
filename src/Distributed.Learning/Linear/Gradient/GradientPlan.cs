using System.Globalization;
using ParameterStore;

namespace Distributed.Learning;

/// <summary>What a method's settings come to for some data: folds, batches, tables.</summary>
internal sealed class GradientPlan
{
    private const float Mu = 0.9f;

    /// <summary>Example shards for each worker: a worker's share can go over to others in parts.</summary>
    private const int ShardsOfWorker = 4;

    /// <summary>Examples of a push, unless said.</summary>
    private const int BatchUsual = 1_024;

    /// <summary>Pushes of a worker in an epoch, at least, unless said: small data get small batches.</summary>
    private const int PushesMin = 64;

    private const int RunsOfBlockMin = 4;

    internal GradientPlan(LinearTask task, GradientMethod method)
    {
        (Task, Method) = (task, method);
        Check(task.Objective, method);
        LinearObjective objective = task.Objective;
        int count = task.Examples.Count;
        var scale = DataScale.Of(task.Examples);
        (Rate, BiasRate) = method.LearningRate is { } rate ? (rate, rate) : UsualRates.Of(method.Optimizer, objective, scale, Mu);
        bool takesL2 = method.Optimizer == GradientOptimizer.FtrlProximal;
        HasCounts = method.CountsPenalties(objective);
        GradientL2 = takesL2 ? 0 : objective.L2;
        int perWorker = Math.Max(1, count / task.Workers);
        int batch = method.BatchSize ?? Math.Clamp(perWorker / PushesMin, 1, BatchUsual);
        BlocksPerEpoch = Math.Clamp((perWorker + (batch / 2)) / batch, 1, perWorker);
        double pushShare = (double)BlocksPerEpoch * task.Workers / count;
        (double biasSize, double weightSize) = UsualRates.GradientSize(objective, scale);
        (Beta, BiasBeta) = ((float)(weightSize * pushShare), (float)(biasSize * pushShare));
        Shards = Math.Clamp(Math.Min(task.Workers * ShardsOfWorker, count / (BlocksPerEpoch * RunsOfBlockMin)), Math.Min(task.Workers, count), count);
        RunLength = Math.Clamp(count / (BlocksPerEpoch * Shards * RunsOfBlockMin), 1, ILinearGradient.ExamplesMax);
    }

    internal LinearTask Task { get; }

    internal GradientMethod Method { get; }

    /// <summary>η or α of the weights.</summary>
    internal float Rate { get; }

    /// <summary>η or α of the biases.</summary>
    internal float BiasRate { get; }

    /// <summary>
    /// β of the weights: the paper's 1, in units of a gradient's size, over the examples of a push. What it stands beside is the root of a sum of squares, which for
    /// means of b gradients is a b-th of that for as many single ones.
    /// </summary>
    internal float Beta { get; }

    /// <summary>β of the biases.</summary>
    internal float BiasBeta { get; }

    /// <summary>What gradients are multiplied by before they are pushed: the rate, where the fold has none of its own.</summary>
    internal float PushRate => Method.Optimizer == GradientOptimizer.Momentum ? Rate : 1;

    /// <summary>The same of biases.</summary>
    internal float BiasPushRate => Method.Optimizer == GradientOptimizer.Momentum ? BiasRate : 1;

    /// <summary>λ2 where it is part of the gradient; 0 where the fold has it.</summary>
    internal double GradientL2 { get; }

    /// <summary>Whether the weights' rows count how often the penalties apply.</summary>
    internal bool HasCounts { get; }

    internal int BlocksPerEpoch { get; }

    internal int Shards { get; }

    internal int RunLength { get; }

    /// <summary>The fold of the weights.</summary>
    internal Fold WeightFold => HasCounts
        ? Method.Optimizer == GradientOptimizer.AdaGrad
            ? Fold.CompositeAdaGrad(Rate, (float)Task.Objective.L1)
            : Fold.CompositeFtrl(Rate, Beta, (float)Task.Objective.L1, (float)Task.Objective.L2)
        : FoldOf(Rate, Beta);

    /// <summary>The fold of the biases, which no penalty is on.</summary>
    internal Fold BiasFold => FoldOf(BiasRate, BiasBeta);

    /// <summary>
    /// What steps are multiplied by: 1 in the first half of the training, then down to 0 along a line, so that the noise of the batches dies away. Always 1 for Adam,
    /// whose steps do not depend on the scale of gradients.
    /// </summary>
    internal float DecayAt(BlockId block)
    {
        if (Method.Optimizer == GradientOptimizer.Adam)
            return 1;
        float left = 1 - ((((float)block.Epoch * BlocksPerEpoch) + block.Index) / ((float)Method.Epochs * BlocksPerEpoch));
        return MathF.Min(1, 2 * left);
    }

    internal string Describe(GradientLayout layout) => LinearText.Describe(Task, string.Create(
        CultureInfo.InvariantCulture,
        $"optimizer={Method.Optimizer}, rate={Rate:R}, rate of biases={BiasRate:R}, blocks={BlocksPerEpoch}, run={RunLength}, features a row={layout.Width}, examples={Task.Examples.Count}, validation={Task.Validation?.Count ?? 0}"));

    private Fold FoldOf(float rate, float beta) => Method.Optimizer switch
    {
        GradientOptimizer.AdaGrad => Fold.AdaGrad(rate),
        GradientOptimizer.FtrlProximal => Fold.Ftrl(rate, beta, 0, 0),
        GradientOptimizer.Adam => Fold.Adam(rate),
        _ => Fold.Momentum(Mu),
    };

    private static void Check(LinearObjective objective, GradientMethod method)
    {
        if (!Enum.IsDefined(method.Optimizer))
            throw new ArgumentOutOfRangeException(nameof(GradientMethod.Optimizer), method.Optimizer, $"Optimizer is {(int)method.Optimizer}; use one that has a name.");
        if (objective.L1 > 0 && method.Optimizer is GradientOptimizer.Adam or GradientOptimizer.Momentum)
            throw new ArgumentException($"L1 is {objective.L1}, but the optimizer {method.Optimizer} has no step that ends at exact zeros; use {nameof(GradientOptimizer.FtrlProximal)} or {nameof(GradientOptimizer.AdaGrad)}.", nameof(method));
        if (method.LearningRate is { } rate && !(rate > 0 && float.IsFinite(rate)))
            throw new ArgumentOutOfRangeException(nameof(GradientMethod.LearningRate), rate, $"LearningRate is {rate}, but is finite and over 0; leave it null for the usual one.");
        if (method.BatchSize is < 1)
            throw new ArgumentOutOfRangeException(nameof(GradientMethod.BatchSize), method.BatchSize, $"BatchSize is {method.BatchSize}, but a push is of 1 example at least; leave it null for what suits the data.");
    }
}
