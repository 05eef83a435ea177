namespace Distributed.Learning;

/// <summary>
/// The bias that is best for some weights. What a pass leaves in the bias depends much on its last examples where λ C is small, since every example
/// moves it; one number is soon set right, and the primal objective can only fall by it.
/// </summary>
internal static class BestBias
{
    private const int LooksMax = 24;

    // Of the slope at the start: what remains to be won goes by its square.
    private const double NearEnough = 1e-4;

    // The curvature of a mean logistic loss is at most a fourth; where it is more, the first stride is too long and is cut back.
    private const double FirstStride = 4;

    /// <param name="loss">The loss.</param>
    /// <param name="problem">The problem; it has a bias.</param>
    /// <param name="margins">x·w of every position, without a bias.</param>
    /// <param name="start">The bias before.</param>
    /// <returns>The bias, one that is no worse than the start.</returns>
    internal static double Of<TLoss>(TLoss loss, DualProblem problem, double[] margins, double start)
        where TLoss : struct, IDualLoss<TLoss>
    {
        double near = start, slopeNear = Slope(loss, problem, margins, near), enough = NearEnough * Math.Abs(slopeNear);
        if (!double.IsFinite(slopeNear))
            return start;
        double far = near, slopeFar = slopeNear, stride = FirstStride * slopeNear;
        int looks = 1;
        for (; Math.Sign(slopeFar) == Math.Sign(slopeNear); looks++)
        {
            if (Math.Abs(slopeFar) <= enough || looks == LooksMax)
                return far;
            (near, slopeNear) = (far, slopeFar);
            far = near - stride;
            slopeFar = Slope(loss, problem, margins, far);
            stride *= 2;
        }

        return Between(loss, problem, margins, (near, slopeNear), (far, slopeFar), enough, looks);
    }

    /// <summary>False position, which halves an end's slope when the end stays (the Illinois rule: Dowell and Jarratt, BIT 1971).</summary>
    private static double Between<TLoss>(TLoss loss, DualProblem problem, double[] margins, (double At, double Slope) near, (double At, double Slope) far, double enough, int looks)
        where TLoss : struct, IDualLoss<TLoss>
    {
        double heldNear = near.Slope, heldFar = far.Slope;
        for (; looks < LooksMax; looks++)
        {
            double at = far.At - (heldFar * (far.At - near.At) / (heldFar - heldNear)), slope = Slope(loss, problem, margins, at);
            if (Math.Abs(slope) <= enough)
                return at;
            if (Math.Sign(slope) == Math.Sign(near.Slope))
            {
                near = (at, slope);
                (heldNear, heldFar) = (slope, heldFar / 2);
            }
            else
            {
                far = (at, slope);
                (heldFar, heldNear) = (slope, heldNear / 2);
            }
        }

        // The loss falls all the way from the start to here.
        return near.At;
    }

    /// <summary>The slope of P along the bias.</summary>
    private static double Slope<TLoss>(TLoss loss, DualProblem problem, double[] margins, double bias)
        where TLoss : struct, IDualLoss<TLoss>
    {
        LinearShards examples = problem.Examples;
        double[] parts = new double[examples.Shards];
        Parallel.For(0, examples.Shards, shard =>
        {
            double sum = 0;
            for (int position = examples.Firsts[shard]; position < examples.Firsts[shard + 1]; position++)
                sum += examples.Weight(position) * loss.Best(0, margins[position] + bias, examples.Label(position), q: 0);
            parts[shard] = sum;
        });
        return (problem.Lambda * bias) - (parts.Sum() / problem.TotalWeight);
    }
}
