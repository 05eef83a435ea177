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

    /// <summary>Everything that must be refused.</summary>
    protected abstract IEnumerable<BadInput> BadInputs();

    /// <summary>Rows as a user has them.</summary>
    protected abstract IReadOnlyList<TRaw> RawRows { get; }

    /// <summary>What makes of raw rows what the trainer likes.</summary>
    protected abstract IEstimator<ITransformer> Prepare(MLContext context);

    /// <summary>The policies that the trainer accepts without being asked twice.</summary>
    protected virtual IReadOnlyList<string> Policies => ["bsp", "ssp:0", "ssp:3", "asp"];

    /// <summary>The type of the score's column.</summary>
    protected virtual DataViewType ScoreType => NumberDataViewType.Single;

    /// <summary>The columns that scoring adds, beside the score.</summary>
    protected virtual IReadOnlyList<string> AddedBesideTheScore => [];

    /// <summary>Whether the model is known to be within a gap of the optimum.</summary>
    protected virtual bool IsCertain => false;

    /// <summary>How much smaller the loss is at least after many epochs than after one, as a factor.</summary>
    protected virtual double LearnsTo => 0.5;

    /// <summary>How many updates an epoch over some rows has.</summary>
    protected virtual long UpdatesOf(long rows) => rows;

    /// <summary>How wrong scores are, as the trainer's reports say it: lower is better.</summary>
    protected virtual double Loss(MLContext context, IDataView scored) =>
        context.Regression.Evaluate(scored, labelColumnName: Label).RootMeanSquaredError;

    /// <summary>A measure of each fold of a cross-validation: above 0.1 where something was learned.</summary>
    protected virtual IEnumerable<double> CrossValidated(MLContext context, IEstimator<ITransformer> estimator) => context.Regression
        .CrossValidate(Data(), estimator, numberOfFolds: 3, labelColumnName: Label, seed: 1)
        .Select(f => f.Metrics.RSquared);

    /// <summary>All scores, those of a row one after the other.</summary>
    protected virtual float[] ScoresIn(IDataView scored) => [.. scored.GetColumn<float>("Score")];

    /// <summary>The same by a prediction engine, which gets the raw rows one by one.</summary>
    protected virtual float[] EngineScores(MLContext context, ITransformer chain) => [.. Predictions<ScoreRow>(context, chain).Select(p => p.Score)];

    /// <summary>What a prediction engine makes of the raw rows.</summary>
    protected IReadOnlyList<TPrediction> Predictions<TPrediction>(MLContext context, ITransformer chain)
        where TPrediction : class, new()
    {
        using PredictionEngine<TRaw, TPrediction> engine = context.Model.CreatePredictionEngine<TRaw, TPrediction>(chain);
        return [.. RawRows.Select(engine.Predict)];
    }

    private (MLContext Context, ITransformer Model) Fitted(ConformanceOptions? options = null)
    {
        var context = new MLContext(1);
        return (context, Make(context, options ?? new()).Fit(Data()).Model);
    }

    private float[] ScoresOf(ITransformer model) => ScoresOf(model, Data());

    private float[] ScoresOf(ITransformer model, IDataView data) => ScoresIn(model.Transform(data));

    /// <summary>The same data, but an action runs before each row is read.</summary>
    private WatchedView Watched(Action<int> beforeRow) => new(Data(), beforeRow);

    private sealed class ScoreRow
    {
        public float Score { get; set; }
    }
}
