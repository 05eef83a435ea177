namespace ParameterStore;

/// <summary><see cref="ClockTimeModel.Pareto"/>: E[T₍ₖ:ₙ₎] = least · Π i/(i − 1/α) over i = n − k + 1 … n, infinite if n − k + 1 ≤ 1/α.</summary>
/// <remarks>The product is Γ(n + 1)·Γ(n − k + 1 − 1/α)/(Γ(n − k + 1)·Γ(n + 1 − 1/α)), the moment of an order statistic, without the functions.</remarks>
internal sealed class ParetoClockTimes(double least, double shape) : ClockTimeModel
{
    private protected override double Expected(int k, int n)
    {
        double time = least;
        for (int left = n - k + 1; left <= n; left++)
        {
            if (left * shape <= 1)
                return double.PositiveInfinity;
            time *= left / (left - (1 / shape));
        }

        return time;
    }
}
