using Microsoft.ML.Calibrators;

namespace Microsoft.ML.Trainers;

public sealed class SdcaLogisticRegressionBinaryTrainer
    : SdcaBinaryTrainerBase<CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>>
{
    internal SdcaLogisticRegressionBinaryTrainer(BinaryOptionsBase options)
        : base(options)
    {
    }

    private protected override SchemaShape.Column[] Outputs(SchemaShape input) => [Score, Probability, PredictedLabel];

    public sealed class Options : BinaryOptionsBase;
}
