namespace Microsoft.ML.Trainers;

public sealed class SdcaMaximumEntropyMulticlassTrainer : SdcaMulticlassTrainerBase<MaximumEntropyModelParameters>
{
    internal SdcaMaximumEntropyMulticlassTrainer(MulticlassOptions options)
        : base(options)
    {
    }

    public sealed class Options : MulticlassOptions;
}
