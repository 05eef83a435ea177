using Distributed.Learning;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.Recommender;
using ParameterStore;

namespace Microsoft.ML.Distributed;

/// <summary>Options of <see cref="DistributedMatrixFactorizationTrainer"/>. The trainer keeps a copy: changes made later have no effect on it.</summary>
public sealed class MatrixFactorizationOptions : TrainerOptions
{
    /// <summary>The column of values to predict: Single, finite. Not read as a value when <see cref="Loss"/> is one-class.</summary>
    public string LabelColumnName { get; set; } = "Label";

    /// <summary>The key column (UInt32) that counts the matrix' columns, as in ML.NET's own trainer.</summary>
    public string MatrixColumnIndexColumnName { get; set; } = "";

    /// <summary>The key column (UInt32) that counts the matrix' rows, as in ML.NET's own trainer.</summary>
    public string MatrixRowIndexColumnName { get; set; } = "";

    /// <summary>Factors a row and a column have, ≥ 1 (ML.NET: ApproximationRank).</summary>
    public int Rank { get; set; } = 16;

    /// <summary>Passes over the data, ≥ 1 (ML.NET: NumberOfIterations).</summary>
    public int Epochs { get; set; } = 20;

    /// <summary>The initial step size, &gt; 0; each row's own rate falls from there.</summary>
    public float LearningRate { get; set; } = 0.1f;

    /// <summary>
    /// L2 regularization of the factors, ≥ 0, relative to the labels' standard deviation, so that one value fits labels of all scales; or in the
    /// labels' own units, if <see cref="LambdaInLabelUnits"/> says so.
    /// </summary>
    public float Lambda { get; set; } = 0.05f;

    /// <summary>L2 regularization of the biases, ≥ 0, in the unit of <see cref="Lambda"/>.</summary>
    public float BiasLambda { get; set; } = 0.02f;

    /// <summary>
    /// Whether <see cref="Lambda"/> and <see cref="BiasLambda"/> are in the labels' own units, as ML.NET's Lambda is, rather than relative: training
    /// then divides them by the labels' standard deviation. Set by <see cref="FromNative"/>.
    /// </summary>
    public bool LambdaInLabelUnits { get; set; }

    /// <summary>
    /// Whether a bias for each row and column is learned beside the mean and the factors. Mean and biases are folded into the native model
    /// as two more factors. Null: yes, unless factors must not be negative or the loss is one-class, which leave no room for them.
    /// </summary>
    public bool? Biases { get; set; }

    /// <summary>Whether factors are kept ≥ 0. There are neither mean nor biases then.</summary>
    public bool NonNegative { get; set; }

    /// <summary>What is minimized.</summary>
    public MatrixFactorizationLoss Loss { get; set; } = MatrixFactorizationLoss.SquaredError;

    /// <summary>One-class only: the weight of pairs that are not given, &gt; 0.</summary>
    public float Alpha { get; set; } = 0.0001f;

    /// <summary>One-class only: the value that pairs that are not given should have.</summary>
    public float C { get; set; } = 0.000001f;

    /// <summary>
    /// Clocks in an epoch: how often workers push and pull, 1 … <see cref="RatingShape.PartsMax"/>; times <see cref="Epochs"/> at most
    /// 2,147,483,647. Null: chosen from data and workers.
    /// </summary>
    public int? ClocksPerEpoch { get; set; }

    /// <summary>
    /// A model to start from: one of this trainer, or of ML.NET's own. It must have the data's keys, and <see cref="Rank"/> factors beside
    /// those that hold mean and biases. Null: random factors.
    /// </summary>
    public MatrixFactorizationModelParameters? InitialModel { get; set; }

    /// <summary>
    /// Fixes the order of all sums, so that a model that can be repeated is equal to the bit on processors of different vector widths too;
    /// somewhat slower. It needs a job that can be repeated (see <see cref="JobOptions.Seed"/>): one worker, or
    /// <see cref="SyncPolicy.BulkSynchronous"/>. Set <see cref="JobOptions.Workers"/>, as processors differ in number too.
    /// </summary>
    public bool Deterministic { get; set; }

    /// <summary>
    /// Options that ask for what ML.NET's own trainer would do: every one of its options is taken over, λ is in the labels' own units, and biases
    /// are off, as it has none. One difference remains: the labels' mean is taken out before training and is part of every score (two more
    /// factors hold it), which ML.NET's trainer does not do; only non-negative and one-class factors have no mean here either.
    /// </summary>
    /// <exception cref="ArgumentException">An option has a value that this trainer refuses.</exception>
    public static MatrixFactorizationOptions FromNative(MatrixFactorizationTrainer.Options native)
    {
        ArgumentNullException.ThrowIfNull(native);
        var options = new MatrixFactorizationOptions
        {
            LabelColumnName = native.LabelColumnName,
            MatrixColumnIndexColumnName = native.MatrixColumnIndexColumnName,
            MatrixRowIndexColumnName = native.MatrixRowIndexColumnName,
            Rank = native.ApproximationRank,
            Epochs = native.NumberOfIterations,
            LearningRate = (float)native.LearningRate,
            Lambda = (float)native.Lambda,
            LambdaInLabelUnits = true,
            Alpha = (float)native.Alpha,
            C = (float)native.C,
            Loss = native.LossFunction switch
            {
                MatrixFactorizationTrainer.LossFunctionType.SquareLossRegression => MatrixFactorizationLoss.SquaredError,
                MatrixFactorizationTrainer.LossFunctionType.SquareLossOneClass => MatrixFactorizationLoss.OneClass,
                var other => throw new ArgumentException($"LossFunction is {other}, which this trainer does not know; use SquareLossRegression or SquareLossOneClass.", nameof(native)),
            },
            Workers = native.NumberOfThreads,
            NonNegative = native.NonNegative,
            Quiet = native.Quiet,
            Biases = false,
        };
        options.Validate();
        return options;
    }

    /// <summary>What <see cref="Biases"/> comes to.</summary>
    internal bool HasBiases => Biases ?? (!NonNegative && Loss == MatrixFactorizationLoss.SquaredError);

    internal override string TrainerName => "DistributedMatrixFactorization";

    /// <summary>A copy that later changes do not reach.</summary>
    internal MatrixFactorizationOptions Copy() => (MatrixFactorizationOptions)CopyOf();

    internal override void Validate()
    {
        ValidateJob();
        OptionChecks.Columns(
            (LabelColumnName, nameof(LabelColumnName)),
            (MatrixColumnIndexColumnName, nameof(MatrixColumnIndexColumnName)),
            (MatrixRowIndexColumnName, nameof(MatrixRowIndexColumnName)));
        OptionChecks.AtLeastOne(Rank);
        OptionChecks.AtLeastOne(Epochs);
        ValidateClocks();
        OptionChecks.Finite(LearningRate, above: 0);
        OptionChecks.Finite(Lambda, atLeast: 0);
        OptionChecks.Finite(BiasLambda, atLeast: 0);
        ValidateLoss();
        ValidateValidation();
        ValidateDeterministic();
        if (NonNegative && HasBiases)
            throw new ArgumentException("NonNegative keeps factors at 0 or above, which biases are not; leave Biases null, or set it to false.", nameof(NonNegative));
        if (InitialModel is { } initial)
            InitialFactors.CheckRank(initial, this);
    }

    private void ValidateClocks()
    {
        if (ClocksPerEpoch is not { } clocks)
            return;
        OptionChecks.AtLeastOne(clocks, nameof(ClocksPerEpoch));
        if (clocks > RatingShape.PartsMax)
            throw new ArgumentOutOfRangeException(nameof(ClocksPerEpoch), clocks, $"ClocksPerEpoch is {clocks}; it must be at most {RatingShape.PartsMax}.");
        if ((long)Epochs * clocks > int.MaxValue)
        {
            throw new ArgumentOutOfRangeException(
                nameof(ClocksPerEpoch), clocks, $"ClocksPerEpoch is {clocks}, but {Epochs} epochs have at most {int.MaxValue / Epochs} each, {int.MaxValue} in all; lower it, or Epochs.");
        }
    }

    private void ValidateLoss()
    {
        OptionChecks.Defined(Loss);
        if (Loss != MatrixFactorizationLoss.OneClass)
            return;
        OptionChecks.Finite(Alpha, above: 0);
        OptionChecks.Finite(C);
        if (!IsOneWorker && Synchronization.Create().Traits.StalenessMax == int.MaxValue)
            throw new ArgumentException($"Loss is OneClass, which solves users and items by turns, so that under {Synchronization} a worker could go on from factors that nobody else has touched yet; set Synchronization to SyncPolicy.BulkSynchronous or SyncPolicy.BoundedStaleness, or Workers to 1.", nameof(Synchronization));
        if (NonNegative)
            throw new ArgumentException("Loss is OneClass, whose factors may be negative, as in ML.NET's own trainer; set NonNegative to false.", nameof(NonNegative));
        if (HasBiases)
            throw new ArgumentException("Loss is OneClass, where every given pair has the value 1, so that there is no bias to learn; leave Biases null, or set it to false.", nameof(Loss));
    }

    private void ValidateDeterministic()
    {
        // Workers that are left to the processors count as several, so that a program is refused on all machines or on none.
        if (!Deterministic || IsOneWorker || IsInStep)
            return;
        throw new ArgumentException(
            $"Deterministic is on, but under {Synchronization} the model of several workers depends on which is faster; use SyncPolicy.BulkSynchronous, or Workers = 1.",
            nameof(Deterministic));
    }
}
