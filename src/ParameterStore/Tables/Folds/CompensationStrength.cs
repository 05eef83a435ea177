using System.Globalization;

namespace ParameterStore;

/// <summary>The numbers of a delay compensation.</summary>
internal readonly record struct CompensationStrength
{
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    internal CompensationStrength(float lambda, float step)
    {
        if (!(lambda >= 0 && float.IsFinite(lambda)))
            throw new ArgumentOutOfRangeException(nameof(lambda), lambda, $"The strength of a delay compensation is finite and at least 0, but is {lambda}.");
        if (!(step > 0 && float.IsFinite(step) && float.IsFinite(1 / step) && float.IsFinite(lambda / step)))
            throw new ArgumentOutOfRangeException(nameof(step), step, $"The learner's step is over 0, and so large that {lambda} can be divided by it, but is {step}.");
        (Lambda, Step) = (lambda + 0f, step);
    }

    internal float Lambda { get; }

    internal float Step { get; }

    /// <summary>λ/η: how much of d² × (row − pulled) is taken away.</summary>
    internal float Ratio => Lambda / Step;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"({Lambda}, step {Step})");
}
