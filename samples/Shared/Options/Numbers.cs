using System.CommandLine;
using System.CommandLine.Parsing;

namespace Samples;

/// <summary>Whole numbers on a command line, from 1 to a bound.</summary>
internal static class Numbers
{
    public static Option<int> Option(string name, string description, int otherwise, int most)
    {
        Option<int> option = new(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => otherwise };
        option.Validators.Add(result => Check(result, name, most));
        return option;
    }

    public static Option<int?> Optional(string name, string description, int most)
    {
        Option<int?> option = new(name) { Description = description, HelpName = "N" };
        option.Validators.Add(result => Check(result, name, most));
        return option;
    }

    private static void Check(OptionResult result, string name, int most)
    {
        if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out int value) && (value < 1 || value > most))
            result.AddError($"{name} is {value}; give a whole number from 1 to {most:N0}.");
    }
}
