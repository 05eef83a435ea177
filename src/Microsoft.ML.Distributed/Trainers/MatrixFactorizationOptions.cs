using Microsoft.ML.Trainers.Recommender;
using ParameterStore;

namespace Microsoft.ML.Distributed;

/// <summary>Options of <see cref="DistributedMatrixFactorizationTrainer"/>.</summary>
public sealed class MatrixFactorizationOptions : JobOptions
{
    /// <summary>The column of values to predict: Single. Not read as a value when <see cref="Loss"/> is one-class.</summary>
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

    /// <summary>L2 regularization of the factors, ≥ 0.</summary>
    public float Lambda { get; set; } = 0.1f;

    /// <summary>L2 regularization of the biases, ≥ 0.</summary>
    public float BiasLambda { get; set; } = 0.02f;

    /// <summary>Whether a mean and a bias for each row and column are learned beside the factors. They are folded into the native model as two more factors.</summary>
    public bool Biases { get; set; } = true;

    /// <summary>Whether factors are kept ≥ 0. Biases must be off then.</summary>
    public bool NonNegative { get; set; }

    /// <summary>What is minimized.</summary>
    public MatrixFactorizationLoss Loss { get; set; } = MatrixFactorizationLoss.SquaredError;

    /// <summary>One-class only: the weight of pairs that are not given, &gt; 0.</summary>
    public float Alpha { get; set; } = 0.0001f;

    /// <summary>One-class only: the value that pairs that are not given should have.</summary>
    public float C { get; set; } = 0.00001f;

    /// <summary>Clocks in an epoch: how often workers push and pull, ≥ 1. Null: chosen from data and workers.</summary>
    public int? ClocksPerEpoch { get; set; }

    /// <summary>The part of the training data held out to measure the loss after each epoch, 0 … 0.5. 0: none.</summary>
    public float ValidationFraction { get; set; }

    /// <summary>
    /// Stops after this many epochs without a better validation loss, and returns the best epoch's model. Null: never.
    /// Needs validation data: <see cref="ValidationFraction"/>, or <c>Fit(train, validation)</c>.
    /// </summary>
    public int? EarlyStopAfterEpochs { get; set; }

    /// <summary>A model to start from; its shape must be the data's, its rank <see cref="Rank"/>. Null: random factors.</summary>
    public MatrixFactorizationModelParameters? InitialModel { get; set; }

    /// <summary>Fixes the order of all sums, so that models are equal to the bit on processors of different vector widths; somewhat slower.</summary>
    public bool Deterministic { get; set; }

    /// <summary>Writes nothing to <see cref="MLContext.Log"/>.</summary>
    public bool Quiet { get; set; }
}
