using Distributed.Learning;

namespace Microsoft.ML.Distributed;

/// <summary>
/// What the options of linear trainers have that learn from gradients of small batches. Any policy will do; one worker, or several under
/// <see cref="ParameterStore.SyncPolicy.BulkSynchronous"/>, give one model to the bit.
/// </summary>
public abstract class LinearGradientOptions : LinearOptions
{
    private protected LinearGradientOptions()
    {
    }

    /// <summary>What the table of weights does with the gradients that are pushed to it, in the order in which they are committed.</summary>
    public GradientOptimizer Optimizer { get; set; } = GradientOptimizer.AdaGrad;

    /// <summary>The step size, &gt; 0. Null: what suits the optimizer.</summary>
    public float? LearningRate { get; set; }

    /// <summary>Examples of one push, ≥ 1. Null: by the number of examples and workers.</summary>
    public int? BatchSize { get; set; }

    internal override string AgainstDivergence => $"set a smaller {nameof(LearningRate)}, or scale the features (NormalizeMeanVariance)";

    private protected override string AllExamplesAreFor => "where rates, first biases and what a push bears of the penalties are found";

    internal override LinearMethod Method() =>
        new GradientMethod { Epochs = Epochs, Optimizer = Optimizer, LearningRate = LearningRate, BatchSize = BatchSize };

    internal override void Validate()
    {
        base.Validate();
        OptionChecks.Defined(Optimizer);
        if (L1 > 0 && Optimizer is GradientOptimizer.Adam or GradientOptimizer.Momentum)
            throw new ArgumentException($"L1 is {L1}, but Optimizer is {Optimizer}, which has no step that ends at exact zeros; use FtrlProximal or AdaGrad, or set L1 to 0.", nameof(Optimizer));
        if (LearningRate is { } rate)
            OptionChecks.Finite(rate, above: 0, option: nameof(LearningRate));
        if (BatchSize is { } size)
            OptionChecks.AtLeastOne(size, nameof(BatchSize));
    }
}
