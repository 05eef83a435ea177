namespace Distributed.Learning;

/// <summary>
/// ½ ‖b − A β‖² / C + λ1 ‖β‖₁ + λ2/2 ‖β‖² with rows multiplied by √c. The bias is not regularized: it is always the best one for β, which is the same as
/// residuals and columns from which their part along √c is taken out.
/// </summary>
internal sealed class LassoProblem
{
    private readonly float[] _squares;
    private readonly float[] _alongRoots;

    internal LassoProblem(FeatureColumns columns, double lambda1, double lambda2, bool hasBias)
    {
        (Columns, Lambda1, Lambda2, HasBias) = (columns, lambda1, lambda2, hasBias);
        TotalWeight = columns.Examples.TotalWeight;
        int features = columns.Examples.Features;
        _alongRoots = new float[features];
        _squares = new float[features];
        for (int j = 0; j < features; j++)
        {
            _alongRoots[j] = hasBias ? columns.Dot(j, columns.Roots) : 0;
            _squares[j] = (float)Math.Max(0, columns.SquaredLength(j) - ((double)_alongRoots[j] * _alongRoots[j] / TotalWeight));
        }

        Labels = new float[columns.Rows];
        for (int i = 0; i < Labels.Length; i++)
            Labels[i] = columns.Examples.Label(i) * columns.Roots[i];
    }

    internal FeatureColumns Columns { get; }

    internal double Lambda1 { get; }

    internal double Lambda2 { get; }

    internal bool HasBias { get; }

    /// <summary>C = Σ c.</summary>
    internal double TotalWeight { get; }

    /// <summary>√c y of every example: the residuals of β = 0.</summary>
    internal float[] Labels { get; }

    /// <summary>‖a_j‖² of the column without its part along √c.</summary>
    internal float SquaredLength(int feature) => _squares[feature];

    /// <summary>√c · a_j; 0 without a bias.</summary>
    internal float AlongRoots(int feature) => _alongRoots[feature];

    /// <summary>√c · r; 0 without a bias.</summary>
    internal double AlongRoots(ReadOnlySpan<float> residuals)
    {
        double sum = 0;
        for (int i = 0; HasBias && i < residuals.Length; i++)
            sum += (double)residuals[i] * Columns.Roots[i];
        return sum;
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
