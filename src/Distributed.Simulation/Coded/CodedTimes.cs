namespace Distributed.Simulation;

/// <summary>
/// How long a product of a matrix and a vector takes on n workers whose time for a share s of the work is s·(1 + E/μ), E exponential with mean 1; in
/// multiples of what one undisturbed worker takes for all of it (Lee et al., "Speeding up distributed machine learning using codes").
/// </summary>
internal static class CodedTimes
{
    /// <summary>The expected time if every worker has an n-th, and all are waited for.</summary>
    internal static double Uncoded(int workers, double mu) => (1 + (Harmonic(workers) / mu)) / workers;

    /// <summary>The expected time if every worker has a k-th, and the first k are waited for.</summary>
    internal static double Coded(int workers, int needed, double mu) => (1 + ((Harmonic(workers) - Harmonic(workers - needed)) / mu)) / needed;

    /// <summary>γ: what n times the expected coded time goes to at the best k.</summary>
    internal static double Gamma(double mu) => -Lower(mu) / mu;

    /// <summary>The best k: n·(1 + 1/W₋₁(−e^(−μ−1))), rounded.</summary>
    internal static int BestNeeded(int workers, double mu) => Math.Clamp((int)Math.Floor((workers * (1 + (1 / Lower(mu)))) + 0.5), 1, workers);

    /// <summary>What the speed-up by coding gains for each unit of ln n: 1/(μγ).</summary>
    internal static double Slope(double mu) => 1 / (mu * Gamma(mu));

    private static double Lower(double mu) => LambertW.Lower(-ExactMath.Exp(-mu - 1));

    private static double Harmonic(int n)
    {
        double sum = 0;
        for (int i = n; i >= 1; i--)
            sum += 1.0 / i;
        return sum;
    }
}
