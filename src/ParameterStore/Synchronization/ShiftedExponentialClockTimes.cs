namespace ParameterStore;

/// <summary><see cref="ClockTimeModel.ShiftedExponential"/>: E[T₍ₖ:ₙ₎] = least · (1 + (Hₙ − Hₙ₋ₖ)/μ).</summary>
internal sealed class ShiftedExponentialClockTimes(double least, double rate) : ClockTimeModel
{
    private protected override double Expected(int k, int n)
    {
        double spacings = 0;
        for (int left = n - k + 1; left <= n; left++)
            spacings += 1.0 / left;
        return least * (1 + (spacings / rate));
    }
}
