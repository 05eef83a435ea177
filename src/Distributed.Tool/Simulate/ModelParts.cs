using System.CommandLine;
using System.Globalization;

namespace Distributed.Tool;

/// <summary>Models that the command line writes as parts joined by <c>+</c>, a part being <c>name:number</c>.</summary>
internal static class ModelParts
{
    /// <summary>An option whose value is such a model; null: not given.</summary>
    /// <param name="name">With its dashes.</param>
    /// <param name="description">For the help.</param>
    /// <param name="helpName">What the value is.</param>
    /// <param name="parse">Throws a <see cref="FormatException"/> that says what to write.</param>
    internal static Option<T?> Option<T>(string name, string description, string helpName, Func<string, T> parse)
        where T : class => new(name)
        {
            Description = description,
            HelpName = helpName,
            CustomParser = result =>
            {
                try
                {
                    return parse(result.Tokens[0].Value);
                }
                catch (FormatException e)
                {
                    result.AddError($"{name}: {e.Message}");
                    return null;
                }
            },
        };

    /// <summary>Refuses a second part about one thing, which would take the place of the first.</summary>
    /// <param name="parts">The parts.</param>
    /// <param name="about">What a part is about.</param>
    /// <exception cref="FormatException">Two parts are; the message says which.</exception>
    internal static void CheckOnce(IEnumerable<string> parts, Func<string, string> about)
    {
        if (parts.GroupBy(about).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new FormatException($"{string.Join(" and ", twice.Select(part => $"'{part}'"))} are about one thing; leave one of them.");
    }

    /// <summary>What stands before the colon.</summary>
    internal static string NameOf(string part) => part.Split(':', 2)[0];

    /// <summary>Applies the parts of a text one after the other.</summary>
    /// <param name="model">What stays where no part says otherwise.</param>
    /// <param name="text">The parts.</param>
    /// <param name="with">The model with a part; null: the part is none.</param>
    /// <param name="forms">What there is to write.</param>
    /// <exception cref="FormatException">A part is none; the message says which and what to write.</exception>
    internal static T Parse<T>(T model, string text, Func<T, string, double, T?> with, string forms)
        where T : class
    {
        string[] parts = text.Split('+', StringSplitOptions.TrimEntries);
        foreach (string part in parts)
        {
            string[] halves = part.Split(':', 2);
            T? next = halves.Length == 2 && double.TryParse(halves[1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
                ? with(model, halves[0], number)
                : null;
            model = next ?? throw new FormatException($"'{part}' is no part of it; write {forms}.");
        }

        CheckOnce(parts, NameOf);
        return model;
    }
}
