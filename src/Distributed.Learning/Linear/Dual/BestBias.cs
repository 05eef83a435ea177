using System.Runtime.CompilerServices;

namespace Distributed.Learning;

/// <summary>
/// The bias that is best for some weights. What a pass leaves in the bias depends much on its last examples where λ C is small, since every example
/// moves it; one number is soon set right, and the primal objective can only fall by it.
/// </summary>
internal static class BestBias
{
    private const int LooksMax = 24;

    // Of the mean size of examples' slopes, and of that of their sum at the start: what remains to be won goes by its square.
    private const double NearEnough = 1e-4;

    // Where the slope falls along a line, the second look is at its root; a little more, so that there is a look beyond it, if it bends.
    private const double Beyond = 1.05, StridesMax = 8;

    /// <param name="loss">The loss.</param>
    /// <param name="problem">The problem; it has a bias.</param>
    /// <param name="margins">x·w of every position, without a bias.</param>
    /// <param name="start">The bias before.</param>
    /// <returns>The bias; no worse than the start, but for what is near enough.</returns>
    internal static double Of<TLoss>(TLoss loss, DualProblem problem, double[] margins, double start)
        where TLoss : struct, IDualLoss<TLoss>
    {
        (double slope, double size) = Slope(loss, problem, margins, start);
        if (!double.IsFinite(slope))
            return start;
        double enough = NearEnough * Math.Max(size, Math.Abs(slope)), stride = -slope / (loss.Curvature(size) + problem.Lambda);
        (double At, double Slope) near = (start, slope);
        for (int looks = 1; looks < LooksMax && Math.Abs(near.Slope) > enough; looks++)
        {
            (double At, double Slope) far = (near.At + stride, Slope(loss, problem, margins, near.At + stride).Sum);
            if (Math.Sign(far.Slope) != Math.Sign(near.Slope) && Math.Abs(far.Slope) > enough)
                return Between(loss, problem, margins, near, far, enough, looks);
            double toRoot = Beyond * far.Slope * stride / (near.Slope - far.Slope);
            stride = Math.Abs(toRoot) < StridesMax * Math.Abs(stride) ? toRoot : StridesMax * stride;
            near = far;
        }

        return near.At;
    }

    /// <summary>False position, which halves an end's slope when the end stays once more (the Illinois rule: Dowell and Jarratt, BIT 1971).</summary>
    private static double Between<TLoss>(TLoss loss, DualProblem problem, double[] margins, (double At, double Slope) near, (double At, double Slope) far, double enough, int looks)
        where TLoss : struct, IDualLoss<TLoss>
    {
        double heldNear = near.Slope, heldFar = far.Slope;
        int moved = 0;
        for (; looks < LooksMax; looks++)
        {
            double at = far.At - (heldFar * (far.At - near.At) / (heldFar - heldNear)), slope = Slope(loss, problem, margins, at).Sum;
            if (Math.Abs(slope) <= enough)
                return at;
            if (Math.Sign(slope) == Math.Sign(near.Slope))
            {
                near = (at, slope);
                (heldNear, heldFar, moved) = (slope, moved > 0 ? heldFar / 2 : heldFar, 1);
            }
            else
            {
                far = (at, slope);
                (heldFar, heldNear, moved) = (slope, moved < 0 ? heldNear / 2 : heldNear, -1);
            }
        }

        // The loss falls all the way from the start to here.
        return near.At;
    }

    /// <summary>The slope of P along the bias, and the mean size of what examples have in it.</summary>
    private static (double Sum, double Size) Slope<TLoss>(TLoss loss, DualProblem problem, double[] margins, double bias)
        where TLoss : struct, IDualLoss<TLoss>
    {
        LinearShards examples = problem.Examples;
        var parts = new (double Sum, double Size)[examples.Shards];
        Parallel.For(0, examples.Shards, shard => parts[shard] = SlopesOf(loss, examples, shard, margins, bias));
        return ((problem.Lambda * bias) - (parts.Sum(p => p.Sum) / problem.TotalWeight), parts.Sum(p => p.Size) / problem.TotalWeight);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (double Sum, double Size) SlopesOf<TLoss>(TLoss loss, LinearShards examples, int shard, double[] margins, double bias)
        where TLoss : struct, IDualLoss<TLoss>
    {
        double sum = 0, size = 0;
        for (int position = examples.Firsts[shard]; position < examples.Firsts[shard + 1]; position++)
        {
            double slope = examples.Weight(position) * loss.Best(0, margins[position] + bias, examples.Label(position), q: 0);
            sum += slope;
            size += Math.Abs(slope);
        }

        return (sum, size);
    }
}
