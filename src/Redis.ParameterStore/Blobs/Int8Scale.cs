namespace Redis.ParameterStore;

/// <summary>What the codes of a row stand for.</summary>
/// <param name="Value">A value is this times its code, rounded.</param>
/// <param name="Inverse">Codes are sums times this; 0 with a scale of 0.</param>
internal readonly record struct Int8Scale(float Value, float Inverse)
{
    /// <summary>The largest code.</summary>
    internal const float Largest = 127;

    /// <summary>Adding 1.5 × 2²³ leaves a number's nearest whole one, ties to even, in the lowest bits; taking it away again leaves it as a float.</summary>
    internal const float Rounder = 12_582_912;

    /// <summary>The scale of a row by its largest magnitude; 0 where that is too small to divide by, and all codes are 0.</summary>
    internal static Int8Scale Of(float largest)
    {
        float scale = largest / Largest, inverse = 1 / scale;
        return float.IsFinite(inverse) ? new(scale, inverse) : default;
    }

    /// <summary>Whether no value can overflow.</summary>
    internal static bool IsValid(float scale) => scale >= 0 && float.IsFinite(scale * Largest);
}
