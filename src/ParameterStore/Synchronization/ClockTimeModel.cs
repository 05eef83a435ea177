namespace ParameterStore;

/// <summary>How long a worker's clocks take, each drawn anew: what <see cref="KOfNOptions.BestOf"/> chooses k by.</summary>
public abstract class ClockTimeModel
{
    private protected ClockTimeModel()
    {
    }

    /// <summary>
    /// A clock takes <paramref name="least"/> · (1 + E/<paramref name="rate"/>), E exponential with mean 1 (Lee et al., "Speeding up distributed machine
    /// learning using codes", 2018).
    /// </summary>
    /// <param name="least">The least that it takes, over 0; any unit of time.</param>
    /// <param name="rate">μ, over 0: the larger, the fewer stragglers.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not over 0, or not finite.</exception>
    public static ClockTimeModel ShiftedExponential(double least, double rate) => new ShiftedExponentialClockTimes(Over0(least, nameof(least)), Over0(rate, nameof(rate)));

    /// <summary>A clock takes longer than t with the probability (<paramref name="least"/>/t)^<paramref name="shape"/>: stragglers with a heavy tail.</summary>
    /// <param name="least">The least that it takes, over 0; any unit of time.</param>
    /// <param name="shape">α, over 0: the smaller, the heavier the tail. Up to 1 waiting for the last takes, in the mean, for ever.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not over 0, or not finite.</exception>
    public static ClockTimeModel Pareto(double least, double shape) => new ParetoClockTimes(Over0(least, nameof(least)), Over0(shape, nameof(shape)));

    /// <summary>A clock takes one of the times that were measured, each as likely.</summary>
    /// <param name="clockTimes">At least one, each over 0; any unit of time.</param>
    /// <exception cref="ArgumentException">There is none, or one is not over 0 or not finite.</exception>
    public static ClockTimeModel Measured(IEnumerable<double> clockTimes)
    {
        ArgumentNullException.ThrowIfNull(clockTimes);
        double[] times = [.. clockTimes];
        if (times.Length == 0)
            throw new ArgumentException("There are no clock times to choose from; measure some.", nameof(clockTimes));
        foreach (double time in times)
            Over0(time, nameof(clockTimes));
        Array.Sort(times);
        return new MeasuredClockTimes(times);
    }

    /// <summary>E[T₍ₖ:ₙ₎]: when, in the mean, the <paramref name="k"/>-th of <paramref name="n"/> workers that begin together is done.</summary>
    /// <returns>In the unit of the model's times; may be infinite.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is not 1 ≤ k ≤ n.</exception>
    public double ExpectedTime(int k, int n)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(k, n);
        return Expected(k, n);
    }

    /// <summary>The same, of numbers in their ranges.</summary>
    private protected abstract double Expected(int k, int n);

    private static double Over0(double number, string name) => double.IsFinite(number) && number > 0
        ? number
        : throw new ArgumentOutOfRangeException(name, number, $"{name} has {number}; it must be finite and over 0.");
}
