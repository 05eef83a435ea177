namespace ParameterStore.Tests;

/// <summary>A fold as its formula is written down, a value at a time: what the folds of the library are held to.</summary>
/// <param name="Fold">The fold of the library.</param>
/// <param name="Apply">The row's new value of: row, state (replaced), delta, what was pulled, weight, lag.</param>
internal sealed record PlainFold(Fold Fold, PlainFold.Formula Apply)
{
    internal delegate float Formula(float row, ref float state, float delta, float pulled, float weight, int lag);

    /// <summary>By name: one of each kind, and a combination.</summary>
    internal static IReadOnlyDictionary<string, PlainFold> All { get; } = new Dictionary<string, PlainFold>
    {
        ["add"] = new(Fold.Add, (float row, ref float _, float delta, float _, float weight, int _) => row + (weight * delta)),
        ["momentum"] = new(Fold.Momentum(0.9f), Momentum(0.9f)),
        ["negative momentum"] = new(Fold.Momentum(-0.3f), Momentum(-0.3f)),
        ["staleness-aware"] = new(Fold.StalenessAware(), (float row, ref float _, float delta, float _, float weight, int lag) => row + (weight / Math.Max(1, lag) * delta)),
        ["staleness-aware momentum"] = new(Fold.StalenessAware(Fold.Momentum(0.5f)), StalenessAware(Momentum(0.5f))),
        ["delay-compensated"] = new(Fold.DelayCompensated(0.04f, 0.1f), Compensated),
        ["adaptively delay-compensated"] = new(Fold.AdaptiveDelayCompensated(2, 0.1f), Adaptive),
    };

    private static Formula Momentum(float mu) => (float row, ref float velocity, float delta, float _, float weight, int _) =>
    {
        velocity = (mu * velocity) + (weight * delta);
        return row + velocity;
    };

    private static Formula StalenessAware(Formula inner) => (float row, ref float state, float delta, float pulled, float weight, int lag) =>
        inner(row, ref state, delta, pulled, weight / Math.Max(1, lag), lag);

    // λ = 0.04, η = 0.1.
    private static float Compensated(float row, ref float state, float delta, float pulled, float weight, int lag)
    {
        float d = weight * delta, ratio = 0.04f / 0.1f;
        return row + (d - (d * d * ratio * (row - pulled)));
    }

    // λ₀ = 2, η = 0.1.
    private static float Adaptive(float row, ref float meanSquare, float delta, float pulled, float weight, int lag)
    {
        float d = weight * delta, gradient = d * (1 / 0.1f), ratio = 2 / 0.1f;
        meanSquare = (0.95f * meanSquare) + (0.05f * (gradient * gradient));
        return row + (d - (d * d * (ratio / MathF.Sqrt(meanSquare + 1e-7f)) * (row - pulled)));
    }
}
