using System.Globalization;
using ParameterStore;

namespace Distributed.Simulation;

/// <summary>How the time of a clock varies around its base: the factor X in T = T0 · class · X.</summary>
public abstract class TimeNoise
{
    private protected TimeNoise()
    {
    }

    /// <summary>None: X = 1.</summary>
    public static TimeNoise None { get; } = new LognormalNoise(0);

    /// <summary>Lognormal with mean 1.</summary>
    /// <param name="cv">The coefficient of variation (standard deviation over mean), 0 to 10.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is out of its range.</exception>
    public static TimeNoise Lognormal(double cv) => cv is >= 0 and <= 10
        ? new LognormalNoise(cv)
        : throw new ArgumentOutOfRangeException(nameof(cv), cv, "A coefficient of variation is 0 to 10.");

    /// <summary>Shifted exponential: X = 1 + E/μ with E exponential, so at least 1 and 1 + 1/μ on average (the model of coded computation).</summary>
    /// <param name="mu">μ, the rate of the exponential part; over 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not over 0.</exception>
    public static TimeNoise ShiftedExponential(double mu) => mu > 0 && double.IsFinite(mu)
        ? new ShiftedExponentialNoise(mu)
        : throw new ArgumentOutOfRangeException(nameof(mu), mu, "μ is over 0.");

    /// <summary>Pareto: P(X &gt; x) = x^−α for x ≥ 1.</summary>
    /// <param name="alpha">α, over 1, so that there is a mean: α/(α − 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not over 1.</exception>
    public static TimeNoise Pareto(double alpha) => alpha > 1 && double.IsFinite(alpha)
        ? new ParetoNoise(alpha)
        : throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "α is over 1; at 1 or under there is no mean.");

    /// <summary>Recorded times. Each worker goes through one recorded series from a place of its own, around its end.</summary>
    /// <param name="series">The series of one or more workers, in multiples of T0; all values over 0. Seat i follows series i modulo their number.</param>
    /// <exception cref="ArgumentException">There is no series, or one is empty or holds what is no time.</exception>
    public static TimeNoise Trace(IReadOnlyList<IReadOnlyList<double>> series) => new TraceNoise(series);

    /// <summary>Recorded times from a text file: a line a clock, either <c>seconds</c> or <c>worker,seconds</c>; <c>#</c> begins a comment.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">A line is neither; the message says which.</exception>
    public static TimeNoise TraceFile(string path) => Trace(TraceText.Read(File.ReadLines(path), path));

    /// <summary>Reads a text form, as <see cref="ToString"/> writes it: <c>none</c>, <c>lognormal:CV</c>, <c>exponential:MU</c>, <c>pareto:ALPHA</c> or <c>trace:FILE</c>.</summary>
    /// <exception cref="FormatException">The text is none of them.</exception>
    public static TimeNoise Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] parts = text.Split(':', 2);
        string argument = parts.Length == 2 ? parts[1] : "";
        if (parts[0] == "none" && parts.Length == 1)
            return None;
        if (parts[0] == "trace" && argument.Length > 0)
            return TraceFile(argument);
        if (!double.TryParse(argument, NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
            throw Unknown(text);
        return parts[0] switch
        {
            "lognormal" => Lognormal(number),
            "exponential" => ShiftedExponential(number),
            "pareto" => Pareto(number),
            _ => throw Unknown(text),
        };
    }

    /// <summary>The text form that <see cref="Parse"/> reads.</summary>
    public abstract override string ToString();

    /// <summary>The factor of one clock.</summary>
    internal abstract double Factor(Draws draws, WorkerId worker, int clock);

    /// <summary>The mean factor.</summary>
    internal abstract double Mean { get; }

    private protected static string Text(string name, double argument) => $"{name}:{argument.ToString(CultureInfo.InvariantCulture)}";

    private static FormatException Unknown(string text) =>
        new($"'{text}' is no noise of times; write none, lognormal:CV, exponential:MU, pareto:ALPHA or trace:FILE.");
}
