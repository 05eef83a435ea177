namespace Distributed.Simulation;

/// <summary>
/// Logarithm and exponential from additions, multiplications and divisions alone: the platform's own may differ in the last bit from one
/// machine to the next, and one bit is another run.
/// </summary>
internal static class ExactMath
{
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double Log2E = 1.4426950408889634;
    private const double Sqrt2 = 1.4142135623730951;
    private const double ExpMax = 709;
    private const double ExpMin = -708;
    private const int MantissaBits = 52;
    private const int Bias = 1023;
    private const int LogTerms = 13;
    private const int ExpTerms = 15;

    /// <summary>The natural logarithm of a normal number over 0; relative error about 1e-16.</summary>
    internal static double Log(double x)
    {
        if (double.IsNaN(x))
            return double.NaN;
        if (!double.IsNormal(x) || x < 0)
            throw new ArgumentOutOfRangeException(nameof(x), x, "A logarithm is taken of normal numbers over 0.");
        long bits = BitConverter.DoubleToInt64Bits(x);
        int exponent = (int)(bits >> MantissaBits) - Bias;
        double mantissa = BitConverter.Int64BitsToDouble((bits & ((1L << MantissaBits) - 1)) | ((long)Bias << MantissaBits));
        if (mantissa > Sqrt2)
        {
            mantissa /= 2;
            exponent++;
        }

        // ln m = 2 artanh((m − 1)/(m + 1)), whose argument is under 0.172.
        double s = (mantissa - 1) / (mantissa + 1);
        double square = s * s;
        double sum = 0;
        for (int k = LogTerms - 1; k >= 0; k--)
            sum = (sum * square) + (1.0 / ((2 * k) + 1));
        return (exponent * Ln2High) + ((2 * s * sum) + (exponent * Ln2Low));
    }

    /// <summary>The exponential; 0 and infinity beyond what a normal number holds.</summary>
    internal static double Exp(double x)
    {
        if (double.IsNaN(x))
            return double.NaN;
        if (x > ExpMax)
            return double.PositiveInfinity;
        if (x < ExpMin)
            return 0;
        double power = Math.Floor((x * Log2E) + 0.5);
        double rest = (x - (power * Ln2High)) - (power * Ln2Low);
        double sum = 1;
        for (int k = ExpTerms - 1; k >= 1; k--)
            sum = 1 + (sum * rest / k);
        return sum * BitConverter.Int64BitsToDouble(((long)power + Bias) << MantissaBits);
    }

    /// <summary>ln(1 + eˣ), without overflow.</summary>
    internal static double LogOnePlusExp(double x) => x > 0 ? x + Log(1 + Exp(-x)) : Log(1 + Exp(x));

    /// <summary>1/(1 + e⁻ˣ).</summary>
    internal static double Sigmoid(double x) => 1 / (1 + Exp(-x));
}
