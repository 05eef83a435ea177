namespace Microsoft.ML.Trainers;

public sealed class SdcaNonCalibratedBinaryTrainer : SdcaBinaryTrainerBase<LinearBinaryModelParameters>
{
    internal SdcaNonCalibratedBinaryTrainer(BinaryOptionsBase options)
        : base(options)
    {
    }

    private protected override SchemaShape.Column[] Outputs(SchemaShape input) => [Score, PredictedLabel];

    public sealed class Options : BinaryOptionsBase
    {
        public ISupportSdcaClassificationLoss LossFunction { get; set; }
    }
}
