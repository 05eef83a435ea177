using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;

namespace Microsoft.ML.Trainers;

public sealed class LbfgsLogisticRegressionBinaryTrainer
    : TrainerEstimatorBase<
        BinaryPredictionTransformer<CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>>,
        CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>>
{
    internal LbfgsLogisticRegressionBinaryTrainer(string label, string feature, string weight)
        : base(feature, Scalar(label, BooleanDataViewType.Instance), weight)
    {
    }

    public override TrainerInfo Info { get; } = new(normalization: true);

    private protected override SchemaShape.Column[] Outputs(SchemaShape input) =>
    [
        Scalar(DefaultColumnNames.Score, NumberDataViewType.Single, ShapeAnnotations.OfScore()),
        Scalar(DefaultColumnNames.Probability, NumberDataViewType.Single, ShapeAnnotations.OfScore(isNormalized: true)),
        Scalar(DefaultColumnNames.PredictedLabel, BooleanDataViewType.Instance, ShapeAnnotations.OfScore()),
    ];
}
