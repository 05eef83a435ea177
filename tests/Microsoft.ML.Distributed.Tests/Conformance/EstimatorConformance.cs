using Microsoft.ML.Data;

namespace Microsoft.ML.Distributed.Tests;

/// <summary>
/// What an ML.NET user may expect of every trainer. A trainer's tests derive from it and say how the trainer is made and what data it likes;
/// the parts of this class are the suite.
/// </summary>
/// <typeparam name="TRaw">A row of data before keys are mapped, as a user's own class.</typeparam>
public abstract partial class EstimatorConformance<TRaw>
    where TRaw : class, new()
{
    /// <summary>The source of the trainer's lines in the log.</summary>
    protected abstract string LogSource { get; }

    /// <summary>The label's column in <see cref="Data"/>.</summary>
    protected abstract string Label { get; }

    /// <summary>Makes the trainer.</summary>
    protected abstract TrainerUnderTest Make(MLContext context, ConformanceOptions options);

    /// <summary>Learnable data, ready for the trainer: a few hundred rows and more.</summary>
    protected abstract IDataView Data(int seed = 1);

    /// <summary>Data that cannot be learned, so that training on it makes a validation loss worse.</summary>
    protected abstract IDataView Noise(int seed);

    /// <summary>The same data, but an action runs before each row is read.</summary>
    protected abstract IDataView Watched(Action<int> beforeRow);

    /// <summary>Everything that must be refused.</summary>
    protected abstract IEnumerable<BadInput> BadInputs();

    /// <summary>Rows as a user has them.</summary>
    protected abstract IReadOnlyList<TRaw> RawRows { get; }

    /// <summary>What makes of raw rows what the trainer likes.</summary>
    protected abstract IEstimator<ITransformer> Prepare(MLContext context);

    /// <summary>How wrong scores are: lower is better.</summary>
    protected virtual double Loss(MLContext context, IDataView scored) =>
        context.Regression.Evaluate(scored, labelColumnName: Label).RootMeanSquaredError;

    private (MLContext Context, ITransformer Model) Fitted(ConformanceOptions? options = null)
    {
        var context = new MLContext(1);
        return (context, Make(context, options ?? new()).Fit(Data()).Model);
    }

    private float[] ScoresOf(ITransformer model) => ScoresOf(model, Data());

    private static float[] ScoresOf(ITransformer model, IDataView data) => [.. model.Transform(data).GetColumn<float>("Score")];

    private sealed class ScoreRow
    {
        public float Score { get; set; }
    }
}
