using System.Globalization;

namespace Distributed.Learning;

/// <summary>What a factorization r̂ = μ + b_u + b_i + p_u·q_i is asked to be, and how it learns.</summary>
public sealed record MatrixFactorizationSettings
{
    /// <summary>Number of factors, ≥ 1.</summary>
    public int Rank { get; init; } = 16;

    /// <summary>Passes over the ratings, ≥ 1.</summary>
    public int Epochs { get; init; } = 20;

    /// <summary>The first step size of a row, &gt; 0.</summary>
    public float LearningRate { get; init; } = 0.1f;

    /// <summary>Weight of the factors' squared length at every rating, ≥ 0, relative to the ratings' standard deviation.</summary>
    public float Regularization { get; init; } = 0.05f;

    /// <summary>Weight of the squared biases at every rating, ≥ 0, relative to the ratings' standard deviation.</summary>
    public float BiasRegularization { get; init; } = 0.02f;

    /// <summary>Whether users and items have biases. Never with <see cref="NonNegative"/>.</summary>
    public bool Biases { get; init; } = true;

    /// <summary>Whether factors are kept ≥ 0. The prediction is then p_u·q_i alone: neither mean nor biases, since either may be negative.</summary>
    public bool NonNegative { get; init; }

    /// <summary>
    /// Implicit feedback: values do not matter, and what is not observed counts too. Null: ratings. There is no mean then, biases must be off,
    /// factors may be negative, and the learning rate does not matter, since rows are solved for.
    /// </summary>
    public OneClass? OneClass { get; init; }

    /// <summary>Whether the result must have the same bits on processors with other vector widths.</summary>
    public bool Deterministic { get; init; }

    /// <summary>Checks the numbers.</summary>
    /// <exception cref="ArgumentException">One is out of range; the message says which and what is allowed.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Rank, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Epochs, 1);
        Positive(LearningRate, nameof(LearningRate), orZero: false);
        Positive(Regularization, nameof(Regularization), orZero: true);
        Positive(BiasRegularization, nameof(BiasRegularization), orZero: true);
        OneClass?.Validate();
        if (OneClass is not null && (Biases || NonNegative))
            throw new ArgumentException("A one-class factorization has no biases and no bound on its factors; turn both off.", nameof(OneClass));
        if (NonNegative && Biases)
            throw new ArgumentException("Factors that are not negative leave no room for biases, which may be; turn one of the two off.", nameof(Biases));
    }

    /// <summary>Every setting but the epochs, which a job knows, as <c>name=value, …</c>, the same in all cultures.</summary>
    internal string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"rank={Rank}, rate={LearningRate}, lambda={Regularization}, bias lambda={BiasRegularization}, biases={Biases}, non-negative={NonNegative}, alpha={OneClass?.Alpha}, c={OneClass?.Target}, deterministic={Deterministic}");

    private static void Positive(float value, string name, bool orZero)
    {
        if (!float.IsFinite(value) || value < 0 || (value == 0 && !orZero))
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be a finite number {(orZero ? "of at least 0" : "above 0")}.");
    }
}
