namespace Distributed.Learning;

/// <summary>
/// ½ ‖b − A β‖² / C + λ1 ‖β‖₁ + λ2/2 ‖β‖² with rows multiplied by √c. The bias is not regularized: it is always the best one for β, which is the same as
/// residuals and columns from which their part along √c is taken out.
/// </summary>
internal sealed class LassoProblem
{
    private readonly double[] _squares;
    private readonly double[] _alongRoots;

    internal LassoProblem(LinearExamples examples, int shards, double lambda1, double lambda2, bool hasBias, bool releases = false)
    {
        Columns = new(examples, shards, centers: hasBias, releases);
        (Lambda1, Lambda2, HasBias) = (lambda1, lambda2, hasBias);
        TotalWeight = examples.TotalWeight;
        _alongRoots = new double[examples.Features];
        _squares = new double[examples.Features];
        for (int j = 0; j < _squares.Length; j++)
        {
            _alongRoots[j] = hasBias ? Columns.AlongRoots(j) : 0;
            _squares[j] = Math.Max(0, Columns.SquaredLength(j) - (_alongRoots[j] * _alongRoots[j] / TotalWeight));
        }

        for (int i = 0; hasBias && i < examples.Count; i++)
            LabelMean += (double)examples.Label(i) * examples.Weight(i) / TotalWeight;
        Labels = new float[examples.Count];
        for (int i = 0; i < Labels.Length; i++)
            Labels[i] = (float)((examples.Label(i) - LabelMean) * Columns.Roots[i]);
    }

    internal FeatureColumns Columns { get; }

    internal double Lambda1 { get; }

    internal double Lambda2 { get; }

    internal bool HasBias { get; }

    /// <summary>C = Σ c.</summary>
    internal double TotalWeight { get; }

    /// <summary>The labels' weighted mean; 0 without a bias.</summary>
    internal double LabelMean { get; }

    /// <summary>√c (y − mean) of every example: the residuals of β = 0.</summary>
    internal float[] Labels { get; }

    /// <summary>‖a_j‖² of the column without its part along √c.</summary>
    internal double SquaredLength(int feature) => _squares[feature];

    /// <summary>√c · a_j; 0 without a bias.</summary>
    internal double AlongRoots(int feature) => _alongRoots[feature];

    /// <summary>√c · r; 0 without a bias.</summary>
    internal double AlongRoots(ReadOnlySpan<float> residuals)
    {
        double sum = 0;
        for (int i = 0; HasBias && i < residuals.Length; i++)
            sum += (double)residuals[i] * Columns.Roots[i];
        return sum;
    }

    /// <summary>The bias that is the best one for weights, whose residuals' part along √c is given.</summary>
    internal double BiasOf(ReadOnlySpan<float> weights, double alongRoots)
    {
        if (!HasBias)
            return 0;
        double bias = LabelMean + (alongRoots / TotalWeight);
        for (int j = 0; j < weights.Length; j++)
            bias -= Columns.MeanOf(j) * weights[j];
        return bias;
    }

    /// <summary>λ1 |β| + λ2/2 β².</summary>
    internal double Penalty(double beta) => (Lambda1 * Math.Abs(beta)) + (0.5 * Lambda2 * beta * beta);

    /// <summary>The conjugate of the penalty; λ2 is &gt; 0.</summary>
    internal double Conjugate(double slope)
    {
        double beyond = Math.Max(0, Math.Abs(slope) - Lambda1);
        return beyond * beyond / (2 * Lambda2);
    }
}
