namespace Distributed.Learning;

/// <summary>The learner of a <see cref="GradientMethod"/>, compiled for its loss.</summary>
internal static class GradientLearners
{
    /// <exception cref="ArgumentException">Objective and method do not go together, or a setting is out of range.</exception>
    internal static ILinearLearner For(LinearTask task, GradientMethod method)
    {
        var plan = new GradientPlan(task, method);
        float width = (float)task.Objective.Width;
        return task.Objective.Loss switch
        {
            LinearLoss.Logistic => Of(plan, default(LogisticMarginLoss)),
            LinearLoss.Squared => Of(plan, default(SquaredMarginLoss)),
            LinearLoss.Huber => Of(plan, new HuberMarginLoss(width)),
            LinearLoss.Hinge => Of(plan, new HingeMarginLoss(0)),
            LinearLoss.SmoothedHinge => Of(plan, new HingeMarginLoss(width)),
            LinearLoss.Softmax => new GradientLearner<SoftmaxGradient>(plan, default),
            _ => throw new ArgumentException($"The loss is {(int)task.Objective.Loss}; use one that has a name.", nameof(task)),
        };
    }

    private static GradientLearner<MarginGradient<TLoss>> Of<TLoss>(GradientPlan plan, TLoss loss)
        where TLoss : struct, IMarginLoss => new(plan, new(loss));
}
