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

    /// <summary>Refuses an output that would take the place of another file of the same command.</summary>
    internal static void CheckApart(CommandResult result, Option<string?> output, params IEnumerable<Option<string?>> others)
    {
        if (result.ValueOf(output) is not { } path || string.IsNullOrWhiteSpace(path))
            return;
        foreach (Option<string?> other in others)
        {
            if (result.ValueOf(other) is { } taken && !string.IsNullOrWhiteSpace(taken) && OutputFile.IsSame(path, taken))
                result.AddError($"{output.Name}: '{path}' is what {other.Name} names, too, and would be overwritten; write elsewhere.");
        }
    }

    private static void Check(SymbolResult result, string name, IReadOnlyList<Token> tokens)
    {
        if (tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
            result.AddError($"{name}: the name of the file is empty; give one.");
    }
}
