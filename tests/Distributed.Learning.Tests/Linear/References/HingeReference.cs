namespace Distributed.Learning.Tests;

/// <summary>
/// The dual of hinge loss by an interior-point method, which shares nothing with coordinate ascent: the least ‖Z a‖²/2λ − Σ a with 0 ≤ a ≤ h, where h are
/// the examples' weights and Z has the columns y x. The bias is regularized.
/// </summary>
internal sealed class HingeReference
{
    private const int StepsMax = 200;
    private const double GapWanted = 1e-12;

    private readonly DenseExamples _examples;
    private readonly double _lambda;
    private readonly double[] _duals;
    private readonly double[] _atZero;
    private readonly double[] _atMost;

    private HingeReference(DenseExamples examples, double lambda)
    {
        (_examples, _lambda) = (examples, lambda);
        _duals = [.. examples.Weights.Select(h => h / 2)];
        _atZero = [.. _duals.Select(_ => 1.0)];
        _atMost = [.. _duals.Select(_ => 1.0)];
    }

    internal static Optimum Solve(LinearExamples source, LinearObjective objective)
    {
        var examples = new DenseExamples(source);
        var solver = new HingeReference(examples, objective.L2);
        double[] weights = solver.Weights();
        double primal = 0, gap = double.PositiveInfinity;
        for (int step = 0; step < StepsMax && gap > GapWanted; step++)
        {
            solver.Step();
            weights = solver.Weights();
            primal = Optimum.ValueAt(examples, objective, weights, biasCounts: true);
            gap = primal - (solver._duals.Sum() - (0.5 * objective.L2 * weights.Sum(w => w * w)));
        }

        return new(weights, primal, gap);
    }

    private double[] Weights()
    {
        double[] weights = new double[_examples.Columns];
        for (int i = 0; i < _duals.Length; i++)
            for (int j = 0; j < weights.Length; j++)
                weights[j] += _duals[i] * _examples.Labels[i] * _examples.Rows[i][j] / _lambda;
        return weights;
    }

    /// <summary>One step towards the point where products with the bounds' multipliers are a tenth of their mean.</summary>
    private void Step()
    {
        int count = _duals.Length;
        double[] weights = Weights(), room = [.. _duals.Select((a, i) => _examples.Weights[i] - a)];
        double mean = 0.1 * Enumerable.Range(0, count).Sum(i => (_duals[i] * _atZero[i]) + (room[i] * _atMost[i])) / (2 * count);
        double[] diagonal = new double[count], right = new double[count];
        for (int i = 0; i < count; i++)
        {
            double slope = (_examples.Labels[i] * _examples.Margin(i, weights)) - 1;
            diagonal[i] = (_atZero[i] / _duals[i]) + (_atMost[i] / room[i]);
            right[i] = -slope + (mean / _duals[i]) - (mean / room[i]);
        }

        double[] change = Solve(diagonal, right);
        double[] zeroChange = new double[count], mostChange = new double[count];
        double rate = 1;
        for (int i = 0; i < count; i++)
        {
            zeroChange[i] = ((mean - (_atZero[i] * change[i])) / _duals[i]) - _atZero[i];
            mostChange[i] = ((mean + (_atMost[i] * change[i])) / room[i]) - _atMost[i];
            rate = Math.Min(rate, Math.Min(Until(_duals[i], change[i]), Math.Min(Until(room[i], -change[i]), Math.Min(Until(_atZero[i], zeroChange[i]), Until(_atMost[i], mostChange[i])))));
        }

        for (int i = 0; i < count; i++)
        {
            _duals[i] += rate * change[i];
            _atZero[i] += rate * zeroChange[i];
            _atMost[i] += rate * mostChange[i];
        }
    }

    private static double Until(double value, double change) => change < 0 ? 0.995 * value / -change : 1;

    /// <summary>(D + ZᵀZ/λ)⁻¹ r by the formula of Woodbury: a system of as many unknowns as there are columns.</summary>
    private double[] Solve(double[] diagonal, double[] right)
    {
        int size = _examples.Columns;
        double[,] inner = new double[size, size];
        double[] along = new double[size];
        for (int i = 0; i < diagonal.Length; i++)
        {
            double[] row = _examples.Rows[i];
            for (int j = 0; j < size; j++)
            {
                along[j] += _examples.Labels[i] * row[j] * right[i] / diagonal[i];
                for (int k = 0; k <= j; k++)
                    inner[j, k] += row[j] * row[k] / diagonal[i];
            }
        }

        for (int j = 0; j < size; j++)
            inner[j, j] += _lambda;
        double[] inside = Cholesky.Solve(inner, along);
        return [.. right.Select((r, i) => (r - (_examples.Labels[i] * _examples.Margin(i, inside))) / diagonal[i])];
    }
}
