namespace Distributed.Learning;

/// <summary>A learner whose parameters come to a linear model.</summary>
internal interface ILinearLearner : ILearner
{
    /// <summary>The model of a training's parameters.</summary>
    LinearResult ResultOf(TrainingResult result);
}
