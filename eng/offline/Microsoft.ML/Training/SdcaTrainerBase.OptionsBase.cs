using static Microsoft.ML.Runtime.Check;

namespace Microsoft.ML.Trainers;

public abstract partial class SdcaTrainerBase<TOptions, TTransformer, TModel>
{
    public abstract class OptionsBase : TrainerInputBaseWithWeight
    {
        public float? L2Regularization;
        public float? L1Regularization;
        public int? NumberOfThreads;
        public float ConvergenceTolerance = 0.1f;
        public int? MaximumNumberOfIterations;
        public bool Shuffle = true;
        public int? ConvergenceCheckFrequency;
        public float BiasLearningRate;

        private protected OptionsBase()
        {
        }

        internal virtual void Check()
        {
            Argument(L2Regularization is null or >= 0, nameof(L2Regularization), "L2 constant must be non-negative.");
            Argument(L1Regularization is null or >= 0, nameof(L1Regularization), "L1 threshold must be non-negative.");
            Argument(MaximumNumberOfIterations is null or > 0, nameof(MaximumNumberOfIterations), "Max number of iterations must be positive.");
            Argument(
                ConvergenceTolerance is > 0 and <= 1,
                nameof(ConvergenceTolerance),
                "Convergence tolerance must be positive and no larger than 1.");
        }
    }
}
