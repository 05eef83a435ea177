using Microsoft.ML.Data;

namespace Microsoft.ML.Trainers;

public sealed class SdcaRegressionTrainer
    : SdcaTrainerBase<SdcaRegressionTrainer.Options, RegressionPredictionTransformer<LinearRegressionModelParameters>, LinearRegressionModelParameters>
{
    internal SdcaRegressionTrainer(Options options)
        : base(options, Scalar(options.LabelColumnName, NumberDataViewType.Single))
    {
    }

    private protected override SchemaShape.Column[] Outputs(SchemaShape input) =>
        [Scalar(DefaultColumnNames.Score, NumberDataViewType.Single, ShapeAnnotations.OfScore())];

    public sealed class Options : OptionsBase
    {
        public Options()
        {
            ConvergenceTolerance = 0.01f;
            BiasLearningRate = 1;
        }

        public ISupportSdcaRegressionLoss LossFunction { get; set; }
    }
}
