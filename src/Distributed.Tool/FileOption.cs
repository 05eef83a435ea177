using System.CommandLine;
using System.CommandLine.Parsing;

namespace Distributed.Tool;

/// <summary>Options and arguments that name a file.</summary>
internal static class FileOption
{
    internal static Option<string?> Of(string name, string description, string helpName = "FILE")
    {
        Option<string?> option = new(name) { Description = description, HelpName = helpName };
        option.Validators.Add(result => Check(result, name, result.Tokens));
        return option;
    }

    internal static Argument<string> Argument(string name, string description)
    {
        Argument<string> argument = new(name) { Description = description };
        argument.Validators.Add(result => Check(result, name, result.Tokens));
        return argument;
    }

    private static void Check(SymbolResult result, string name, IReadOnlyList<Token> tokens)
    {
        if (tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
            result.AddError($"{name}: the name of the file is empty; give one.");
    }
}
