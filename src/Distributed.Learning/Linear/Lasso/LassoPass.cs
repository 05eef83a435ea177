using ParameterStore;

namespace Distributed.Learning;

/// <summary>
/// Steps of coordinate descent over some features, against a working copy of the residuals. A step counts σ′ times in them: it reckons with others that
/// change as much at the same time (Smith et al. 2015, §4; σ′ = K is safe).
/// </summary>
internal readonly record struct LassoPass(LassoProblem Problem, double Safety)
{
    /// <summary>Steps over the features.</summary>
    /// <param name="order">The features.</param>
    /// <param name="weights">Rows of β and of how long the feature rests; changed.</param>
    /// <param name="residuals">r, to which σ′ times what the steps change is added.</param>
    /// <param name="alongRoots">√c · r; kept up.</param>
    /// <param name="slopes">Takes the slopes a_j · r that were seen, each before the feature's own step.</param>
    internal void Run(ReadOnlySpan<int> order, RowView weights, Span<double> residuals, ref double alongRoots, ref LassoSlopes slopes)
    {
        double total = Problem.TotalWeight;
        foreach (int feature in order)
        {
            double square = Problem.SquaredLength(feature) * Safety;
            Span<float> row = weights[feature];
            if (square == 0)
            {
                // A column that is constant, or nothing: the bias does what it could, and the penalty is on it.
                row[0] = 0;
                continue;
            }

            if (Resting.Rests(ref row[1]))
                continue;
            double slope = Problem.Columns.Dot(feature, residuals) - (Problem.AlongRoots(feature) * alongRoots / total);
            slopes.Add(slope / total, Problem);
            float old = row[0];
            double towards = (old * square) + slope, beyond = Math.Max(0, Math.Abs(towards) - (Problem.Lambda1 * total));
            float best = (float)(Math.CopySign(beyond, towards) / (square + (Problem.Lambda2 * total)));
            Resting.Look(ref row[1], isSettled: old == 0 && best == 0);
            if (best == old)
                continue;
            row[0] = best;
            double change = -Safety * (best - old);
            Problem.Columns.Add(feature, change, residuals);
            alongRoots += change * Problem.AlongRoots(feature);
        }
    }
}
