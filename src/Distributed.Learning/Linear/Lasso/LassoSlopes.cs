namespace Distributed.Learning;

/// <summary>What the dual has to know of the slopes a_j · r / C of some features.</summary>
internal struct LassoSlopes
{
    /// <summary>The largest size.</summary>
    internal double Largest { get; private set; }

    /// <summary>Σ of the penalty's conjugates; 0 without λ2, where all slopes have to be within λ1 instead.</summary>
    internal double Conjugates { get; private set; }

    internal void Add(double slope, LassoProblem problem)
    {
        Largest = Math.Max(Largest, Math.Abs(slope));
        if (problem.Lambda2 > 0)
            Conjugates += problem.Conjugate(slope);
    }

    /// <summary>What residuals are multiplied by so that the dual holds them: with a squared term it holds all.</summary>
    internal readonly double Scale(LassoProblem problem) => problem.Lambda2 > 0 || Largest <= problem.Lambda1 ? 1 : problem.Lambda1 / Largest;
}
