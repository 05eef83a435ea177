namespace ParameterStore;

/// <summary>Checks the numbers of folds that follow gradients.</summary>
internal static class FoldNumber
{
    /// <exception cref="ArgumentOutOfRangeException">It is not finite and over 0.</exception>
    internal static float Rate(float value, string name) => value > 0 && float.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} of a fold is finite and over 0, but is {value}.");

    /// <exception cref="ArgumentOutOfRangeException">It is not finite and at least 0.</exception>
    internal static float Penalty(float value, string name) => value >= 0 && float.IsFinite(value)
        ? value + 0f
        : throw new ArgumentOutOfRangeException(name, value, $"{name} of a fold is finite and at least 0, but is {value}.");

    /// <exception cref="ArgumentOutOfRangeException">It is not at least 0 and under 1.</exception>
    internal static float Decay(float value, string name) => value is >= 0 and < 1
        ? value + 0f
        : throw new ArgumentOutOfRangeException(name, value, $"{name} of a fold is at least 0 and under 1, but is {value}.");
}
