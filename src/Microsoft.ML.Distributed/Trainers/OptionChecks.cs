using System.Runtime.CompilerServices;

namespace Microsoft.ML.Distributed;

/// <summary>Refuses options that are out of range, naming the option and what it must be.</summary>
internal static class OptionChecks
{
    internal static void AtLeastOne(int value, [CallerArgumentExpression(nameof(value))] string option = "")
    {
        if (value < 1)
            throw new ArgumentOutOfRangeException(option, value, $"{option} is {value}; it must be at least 1.");
    }

    internal static void Finite(
        float value, float above = float.NegativeInfinity, float atLeast = float.NegativeInfinity, [CallerArgumentExpression(nameof(value))] string option = "")
    {
        if (float.IsFinite(value) && value > above && value >= atLeast)
            return;
        string bound = float.IsFinite(above) ? $" above {above}" : float.IsFinite(atLeast) ? $" of at least {atLeast}" : "";
        throw new ArgumentOutOfRangeException(option, value, $"{option} is {value}; it must be a finite number{bound}.");
    }

    internal static void Defined<TEnum>(TEnum value, [CallerArgumentExpression(nameof(value))] string option = "")
        where TEnum : struct, Enum
    {
        if (Enum.IsDefined(value))
            return;
        string[] names = Enum.GetNames<TEnum>();
        throw new ArgumentOutOfRangeException(option, value, $"{option} is {value:D}; use {string.Join(", ", names[..^1])} or {names[^1]}.");
    }

    /// <summary>Refuses columns without a name, and two with the same.</summary>
    internal static void Columns(params ReadOnlySpan<(string Name, string Option)> columns)
    {
        for (int i = 0; i < columns.Length; i++)
        {
            (string name, string option) = columns[i];
            if (string.IsNullOrEmpty(name))
                throw new ArgumentException($"{option} is empty; give the name of a column of the data.", option);
            foreach ((string other, string first) in columns[..i])
            {
                if (other == name)
                    throw new ArgumentException($"{first} and {option} are both '{name}'; they must be different columns.", option);
            }
        }
    }
}
