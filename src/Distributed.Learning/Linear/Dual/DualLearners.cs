namespace Distributed.Learning;

/// <summary>Makes the learner of a dual method for the objective's loss.</summary>
internal static class DualLearners
{
    /// <exception cref="ArgumentException">The objective has no dual that this method can climb, or a setting is out of range.</exception>
    internal static ILinearLearner Create(LinearTask task, DualMethod method)
    {
        LinearObjective objective = task.Objective;
        Check(objective, method);
        return objective.Loss switch
        {
            LinearLoss.Logistic => new DualLearner<LogisticDualLoss>(default, task, method),
            LinearLoss.Squared => new DualLearner<SquaredDualLoss>(default, task, method),
            LinearLoss.Huber => new DualLearner<HuberDualLoss>(new(objective.Width), task, method),
            LinearLoss.Hinge => new DualLearner<HingeDualLoss>(new(0), task, method),
            LinearLoss.SmoothedHinge => new DualLearner<HingeDualLoss>(new(objective.Width), task, method),
            _ => throw new ArgumentException($"The loss {objective.Loss} has no dual that can be climbed an example at a time; use a {nameof(GradientMethod)}.", nameof(task)),
        };
    }

    private static void Check(LinearObjective objective, DualMethod method)
    {
        if (!(double.IsFinite(objective.L2) && objective.L2 > 0))
            throw new ArgumentException($"L2 is {objective.L2}; the dual method needs a number above 0.", nameof(objective));
        if (!(double.IsFinite(method.GapTarget) && method.GapTarget > 0))
            throw new ArgumentException($"GapTarget is {method.GapTarget}; it must be a number above 0.", nameof(method));
        if (method.RoundsPerEpoch is < 1)
            throw new ArgumentException($"RoundsPerEpoch is {method.RoundsPerEpoch}; it must be at least 1, or null for as many as suit the data.", nameof(method));
    }
}
