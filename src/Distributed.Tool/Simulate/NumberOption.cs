using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Distributed.Tool;

/// <summary>Options that are numbers, and whose messages say which numbers.</summary>
internal static class NumberOption
{
    internal static Option<int?> Whole(string name, string description, int least, int most) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result => Read<int?>(
            result,
            text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most ? number : null,
            string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most:N0}"),
            name),
    };

    /// <summary>One number or several with commas between; null or empty: not given.</summary>
    internal static Option<int[]?> Wholes(string name, string description, int least, int most) => new(name)
    {
        Description = description,
        HelpName = "N[,N…]",
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = result =>
        {
            List<int> numbers = [];
            foreach (string part in result.Tokens[0].Value.Split(','))
            {
                if (int.TryParse(part.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most && !numbers.Contains(number))
                    numbers.Add(number);
                else
                    result.AddError(numbers.Contains(number) ? $"{name}: {number} is there twice; leave one out." : string.Create(CultureInfo.InvariantCulture, $"{name} is '{part}'; give a whole number from {least} to {most:N0}."));
            }

            return [.. numbers];
        },
    };

    /// <summary>A count that may be large: with <c>k</c>, <c>M</c> or <c>B</c> for thousands, millions and milliards.</summary>
    internal static Option<long?> Count(string name, string description, long most) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result => Read<long?>(
            result,
            text => Count(text) is { } number && number >= 1 && number <= most ? number : null,
            string.Create(CultureInfo.InvariantCulture, $"a whole number from 1 to {most:N0}, such as 5000000, 5M or 1B"),
            name),
    };

    internal static Option<ulong?> Seed(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "S",
        CustomParser = result => Read<ulong?>(
            result,
            text => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number) ? number : null,
            "a whole number from 0 to 18446744073709551615",
            name),
    };

    /// <param name="name">With its dashes.</param>
    /// <param name="description">For the help.</param>
    /// <param name="helpName">What the number is.</param>
    /// <param name="above">The number is over it.</param>
    /// <param name="most">The number is at most this.</param>
    internal static Option<double?> Real(string name, string description, string helpName, double above, double most) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = result => Read<double?>(
            result,
            text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number > above && number <= most ? number : null,
            string.Create(CultureInfo.InvariantCulture, $"a number over {above:N0}, up to {most:N0}"),
            name),
    };

    private static long? Count(string text)
    {
        long unit = text.Length == 0 ? 1 : text[^1] switch { 'k' => 1_000, 'M' => 1_000_000, 'B' => 1_000_000_000, _ => 1 };
        string digits = unit == 1 ? text : text[..^1];
        return decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number)
            && number <= long.MaxValue / unit && number * unit is var count && count == decimal.Truncate(count) ? (long)count : null;
    }

    private static T? Read<T>(ArgumentResult result, Func<string, T?> read, string wanted, string name)
    {
        string text = result.Tokens[0].Value;
        T? number = read(text);
        if (number is null)
            result.AddError($"{name} is '{text}'; give {wanted}.");
        return number;
    }
}
