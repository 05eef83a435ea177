using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

public sealed class BinaryClassificationCatalog : TrainCatalogBase
{
    internal BinaryClassificationCatalog(IHostEnvironment environment)
        : base(environment) => Trainers = new BinaryClassificationTrainers(this);

    public BinaryClassificationTrainers Trainers { get; }

    public CalibratedBinaryClassificationMetrics Evaluate(
        IDataView data,
        string labelColumnName = DefaultColumnNames.Label,
        string scoreColumnName = DefaultColumnNames.Score,
        string probabilityColumnName = DefaultColumnNames.Probability,
        string predictedLabelColumnName = DefaultColumnNames.PredictedLabel)
    {
        Check.NotEmpty(probabilityColumnName, nameof(probabilityColumnName));
        return Evaluator(data, labelColumnName, scoreColumnName, probabilityColumnName, predictedLabelColumnName).CalibratedMetrics();
    }

    public BinaryClassificationMetrics EvaluateNonCalibrated(
        IDataView data,
        string labelColumnName = DefaultColumnNames.Label,
        string scoreColumnName = DefaultColumnNames.Score,
        string predictedLabelColumnName = DefaultColumnNames.PredictedLabel) =>
        Evaluator(data, labelColumnName, scoreColumnName, null, predictedLabelColumnName).Metrics();

    public IReadOnlyList<CrossValidationResult<BinaryClassificationMetrics>> CrossValidateNonCalibrated(
        IDataView data,
        IEstimator<ITransformer> estimator,
        int numberOfFolds = 5,
        string labelColumnName = DefaultColumnNames.Label,
        string samplingKeyColumnName = null,
        int? seed = null)
    {
        Check.NotEmpty(labelColumnName, nameof(labelColumnName));
        return CrossValidateBy(
            data, estimator, numberOfFolds, samplingKeyColumnName, seed, scores => EvaluateNonCalibrated(scores, labelColumnName));
    }

    public IReadOnlyList<CrossValidationResult<CalibratedBinaryClassificationMetrics>> CrossValidate(
        IDataView data,
        IEstimator<ITransformer> estimator,
        int numberOfFolds = 5,
        string labelColumnName = DefaultColumnNames.Label,
        string samplingKeyColumnName = null,
        int? seed = null)
    {
        Check.NotEmpty(labelColumnName, nameof(labelColumnName));
        return CrossValidateBy(data, estimator, numberOfFolds, samplingKeyColumnName, seed, scores => Evaluate(scores, labelColumnName));
    }

    public BinaryPredictionTransformer<TModel> ChangeModelThreshold<TModel>(BinaryPredictionTransformer<TModel> model, float threshold)
        where TModel : class => model.Threshold == threshold
        ? model
        : new BinaryPredictionTransformer<TModel>(model.Model, model.TrainSchema, model.FeatureColumnName, threshold, model.ThresholdColumn);

    private BinaryClassificationEvaluator Evaluator(
        IDataView data, string labelColumnName, string scoreColumnName, string probabilityColumnName, string predictedLabelColumnName)
    {
        Check.Value(data, nameof(data));
        Check.NotEmpty(labelColumnName, nameof(labelColumnName));
        Check.NotEmpty(scoreColumnName, nameof(scoreColumnName));
        Check.NotEmpty(predictedLabelColumnName, nameof(predictedLabelColumnName));
        return new BinaryClassificationEvaluator(
            Environment, data, labelColumnName, scoreColumnName, probabilityColumnName, predictedLabelColumnName);
    }

    public sealed class BinaryClassificationTrainers : CatalogInstantiatorBase
    {
        internal BinaryClassificationTrainers(BinaryClassificationCatalog catalog)
            : base(catalog)
        {
        }
    }
}
