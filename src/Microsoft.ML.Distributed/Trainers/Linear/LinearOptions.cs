using Distributed.Learning;
using ParameterStore;

namespace Microsoft.ML.Distributed;

/// <summary>
/// What the options of all linear trainers have. They minimize Σ c φ(x·w + b) / Σ c + L1 ‖w‖₁ + L2/2 ‖w‖², where φ is the trainer's loss and c an example's
/// weight: strengths of regularization are those beside a mean loss, whatever the number of examples.
/// </summary>
public abstract class LinearOptions : TrainerOptions
{
    private protected LinearOptions()
    {
    }

    /// <summary>The column to predict: Boolean for two classes, a key of UInt32 for several, Single and finite for numbers.</summary>
    public string LabelColumnName { get; set; } = "Label";

    /// <summary>The column of features: a vector of Single of known size, dense or sparse; finite.</summary>
    public string FeatureColumnName { get; set; } = "Features";

    /// <summary>The column of the examples' weights: Single, finite and ≥ 0; an example of weight 0 is left out. Null: all weigh 1.</summary>
    public string? ExampleWeightColumnName { get; set; }

    /// <summary>λ1, the strength of L1 regularization, ≥ 0: the larger, the more weights are exactly 0. The bias is not reckoned in.</summary>
    public float L1 { get; set; }

    /// <summary>
    /// λ2, the strength of L2 regularization, ≥ 0 (SDCA: &gt; 0). With L1 it makes an elastic net. Null: none; for SDCA 1 divided by the number of examples, which
    /// is LIBLINEAR's C = 1.
    /// </summary>
    public float? L2 { get; set; }

    /// <summary>Whether there is a bias.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>Passes over the data, at most; ≥ 1.</summary>
    public int Epochs { get; set; } = 20;

    /// <summary>
    /// A linear model to start from, an earlier one of this package or of ML.NET's own: its parameters, calibrated or not, or the transformer that holds them.
    /// It must have the data's number of features, and a bias only if <see cref="Bias"/> is on. Null: zeros, and by gradients a bias that fits the labels alone
    /// best: their mean (squared loss), their median (Huber's) or the classes' log-odds (logistic).
    /// </summary>
    public object? InitialModel { get; set; }

    /// <summary>What is minimized.</summary>
    private protected abstract LinearLoss Loss { get; }

    /// <summary>δ of Huber's loss or γ of the smoothed hinge, and the option that says it; null: the loss has none.</summary>
    private protected virtual (float? Value, string Option) LossWidth => default;

    /// <summary>What examples of each class weigh; neither for all alike, and for numbers.</summary>
    internal virtual (ClassWeights? Given, bool Balanced) WeightsOfClasses => default;

    /// <summary>Whether scores are log-odds.</summary>
    internal bool IsLogistic => Loss == LinearLoss.Logistic;

    /// <summary>Whether the label is one of two classes.</summary>
    internal bool IsBinary => Loss is LinearLoss.Logistic or LinearLoss.Hinge or LinearLoss.SmoothedHinge;

    /// <summary>What the label is.</summary>
    internal LabelKind Kind => IsBinary ? LabelKind.Binary : Loss == LinearLoss.Softmax ? LabelKind.Classes : LabelKind.Number;

    /// <summary>Where the examples are.</summary>
    internal FeatureNames Columns => new(FeatureColumnName, LabelColumnName, ExampleWeightColumnName, Kind);

    /// <summary>λ2 where the options leave it open.</summary>
    private protected virtual double DefaultL2(long examples) => 0;

    /// <summary>What is minimized on some number of examples.</summary>
    /// <param name="examples">How many.</param>
    /// <param name="classes">Classes with weights of their own; 1 but for softmax.</param>
    internal LinearObjective Objective(long examples, int classes = 1) => new()
    {
        Loss = Loss,
        Width = LossWidth.Value ?? 1,
        L1 = L1,
        L2 = L2 ?? DefaultL2(examples),
        Bias = Bias,
        Classes = classes,
    };

    /// <summary>How it is minimized.</summary>
    internal abstract LinearMethod Method();

    /// <summary>Whether features whose mean is far above their spread make it learn badly: only with a bias are they told from it.</summary>
    internal virtual bool MindsMeans => Bias;

    /// <summary>What may help if numbers grow beyond all bounds.</summary>
    internal abstract string AgainstDivergence { get; }

    /// <summary>Why every process of a job needs all examples, as the end of a sentence.</summary>
    private protected abstract string AllExamplesAreFor { get; }

    /// <summary>What is doubtful about how a training ended; null: nothing.</summary>
    internal virtual string? DoubtAbout(TrainingReport report) => null;

    /// <summary>Refuses examples of which every process has only its own.</summary>
    /// <exception cref="ArgumentException">They lie in several processes.</exception>
    internal void CheckPlacement()
    {
        if (DataPlacement == DataPlacement.Local && Placement.TotalWorkers(WorkersOrDefault) != WorkersOrDefault)
            throw new ArgumentException($"DataPlacement is Local, but {TrainerName} needs all examples in every process, {AllExamplesAreFor}; read all of them in each, and set DataPlacement to Shared.", nameof(DataPlacement));
    }

    /// <summary>A copy that later changes do not reach.</summary>
    internal LinearOptions Copy() => (LinearOptions)CopyOf();

    internal override void Validate()
    {
        ValidateJob();
        ValidateColumns();
        OptionChecks.AtLeastOne(Epochs);
        OptionChecks.Finite(L1, atLeast: 0);
        if (L2 is { } l2)
            OptionChecks.Finite(l2, atLeast: 0, option: nameof(L2));
        if (LossWidth is { Value: { } width, Option: var option })
            OptionChecks.Finite(width, above: 0, option: option);
        ValidateValidation();
        ValidateClasses();
    }

    private void ValidateClasses()
    {
        if (WeightsOfClasses is not { Given: { } weights })
            return;
        OptionChecks.Finite(weights.Negative, above: 0, option: $"{nameof(ClassWeights)}.{nameof(ClassWeights.Negative)}");
        OptionChecks.Finite(weights.Positive, above: 0, option: $"{nameof(ClassWeights)}.{nameof(ClassWeights.Positive)}");
        if (WeightsOfClasses.Balanced)
            throw new ArgumentException("BalanceClasses is on, which says what the classes weigh, beside ClassWeights; leave one of them out.", nameof(ClassWeights));
    }

    private void ValidateColumns()
    {
        if (ExampleWeightColumnName is { } weight)
            OptionChecks.Columns((LabelColumnName, nameof(LabelColumnName)), (FeatureColumnName, nameof(FeatureColumnName)), (weight, nameof(ExampleWeightColumnName)));
        else
            OptionChecks.Columns((LabelColumnName, nameof(LabelColumnName)), (FeatureColumnName, nameof(FeatureColumnName)));
    }
}
