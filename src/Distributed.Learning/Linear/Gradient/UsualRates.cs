namespace Distributed.Learning;

/// <summary>
/// The rates that are taken unless one is said. The adaptive optimizers' first steps are as long as the rate whatever the gradient, so it goes with the size
/// that weights will have: that of labels over that of values. Momentum's is held by the curvature, which is at most that of the loss times ‖x‖².
/// </summary>
internal static class UsualRates
{
    private const double Adaptive = 0.1, OfAdam = 0.01, OfCurvature = 0.5;

    /// <summary>Of weights and of biases.</summary>
    internal static (float Weights, float Biases) Of(GradientOptimizer optimizer, LinearObjective objective, DataScale scale, double mu)
    {
        if (optimizer == GradientOptimizer.Momentum)
        {
            // Half of the curvature is the weights', half the bias's, each in its own unit.
            double step = OfCurvature / 2 * (1 - mu), curvature = Curvature(objective);
            return ((float)(step / ((curvature * scale.SquaredLength) + objective.L2)), (float)(step / curvature));
        }

        double first = (optimizer == GradientOptimizer.Adam ? OfAdam : Adaptive) * (IsRegression(objective) ? scale.Spread : 1);
        return ((float)(first / scale.Size), (float)first);
    }

    /// <summary>How large single gradients of the bias are, and by how much larger those of weights.</summary>
    internal static (double Bias, double Weight) GradientSize(LinearObjective objective, DataScale scale)
    {
        double slope = !IsRegression(objective) ? 1 : objective.Loss == LinearLoss.Huber ? Math.Min(scale.Spread, objective.Width) : scale.Spread;
        return (slope, slope * scale.Size);
    }

    private static bool IsRegression(LinearObjective objective) => objective.Loss is LinearLoss.Squared or LinearLoss.Huber;

    /// <summary>The most that φ″ is; 1 where there is no bound.</summary>
    private static double Curvature(LinearObjective objective) => objective.Loss switch
    {
        LinearLoss.Logistic => 0.25,
        LinearLoss.Softmax => 0.5,
        LinearLoss.SmoothedHinge => 1 / objective.Width,
        _ => 1,
    };
}
