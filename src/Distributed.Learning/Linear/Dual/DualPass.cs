using System.Runtime.CompilerServices;
using ParameterStore;

namespace Distributed.Learning;

/// <summary>
/// Steps of dual coordinate ascent over some examples, against a working copy of the shared sums. A step counts σ′ times in them: it reckons with
/// others that add as much at the same time (Ma et al., ICML 2015, §3).
/// </summary>
/// <param name="Problem">The problem.</param>
/// <param name="Safety">σ′, ≥ 1.</param>
/// <param name="SettledShare">Examples whose own part of the gap is below this share of the mean loss are left out for a while; 0: none.</param>
internal readonly record struct DualPass(DualProblem Problem, double Safety, double SettledShare)
{
    // So many examples take about as long as memory does.
    private const int Ahead = 4;

    /// <summary>Steps over the examples.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="order">The positions of the examples.</param>
    /// <param name="first">How many examples the epoch had before these.</param>
    /// <param name="count">How many the epoch has in all.</param>
    /// <param name="duals">Rows of duals, from the first position on; changed.</param>
    /// <param name="sums">v, to which σ′ times what the steps add is added.</param>
    /// <returns>Sums over the examples, each before its own step.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal BlockLoss Run<TLoss>(TLoss loss, ReadOnlySpan<int> order, int first, int count, RowView duals, Span<double> sums)
        where TLoss : struct, IDualLoss<TLoss>
    {
        LinearShards examples = Problem.Examples;
        double scale = Safety / (Problem.Lambda * Problem.TotalWeight);
        double primal = 0, gap = 0;
        for (int i = 0; i < order.Length; i++)
        {
            int position = order[i];
            Span<float> dual = duals[position];
            if (i + Ahead < order.Length)
                examples.Prefetch(order[i + Ahead]);
            FeatureRow row = examples.Get(position, out float label, out float weight);
            float alpha = dual[DualTables.Alpha];
            if (dual.Length > DualTables.Rest && Resting.Rests(ref dual[DualTables.Rest]))
            {
                dual[DualTables.Mean] = alpha;
                primal += weight * loss.Settled(alpha, label);
                continue;
            }

            double margin = Problem.Margin(row, sums);
            float best = (float)loss.Step(alpha, margin, label, weight * scale * Problem.SquaredLength(row), out double value, out double apart);
            primal += weight * value;
            gap += weight * apart;
            dual[DualTables.Mean] = alpha + ((best - alpha) * (count - first - i) / count);
            if (best != alpha)
            {
                dual[DualTables.Alpha] = best;
                Problem.Add(row, ((double)best - alpha) * weight * scale, sums);
            }

            if (dual.Length > DualTables.Rest)
                Resting.Look(ref dual[DualTables.Rest], weight * apart * (i + 1) <= SettledShare * primal && !double.IsNaN(loss.Settled(best, label)));
        }

        return new(primal, order.Length, gap);
    }
}
