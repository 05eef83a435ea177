using System.CommandLine;
using System.CommandLine.Parsing;

namespace Distributed.Tool;

/// <summary>Questions to a parsed command line.</summary>
internal static class CommandResults
{
    /// <summary>Whether the option stands on the command line. A validator does not see defaults.</summary>
    internal static bool IsGiven(this CommandResult result, Option option) => result.GetResult(option) is { Implicit: false };

    /// <summary>For validators, which run on what could not be read, too: the value, or null where there is none, which is said elsewhere.</summary>
    internal static T? ValueOf<T>(this CommandResult result, Option<T?> option)
        where T : class
    {
        try
        {
            return result.GetValue(option);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>What is wrong with how often an option or its value stands on the command line; null: nothing.</summary>
    internal static string? Miscount(this ParseResult parsed) =>
        parsed.CommandResult.Children.OfType<OptionResult>().Where(option => !option.Implicit).Select(Miscount).FirstOrDefault(fault => fault is not null);

    private static string? Miscount(OptionResult result)
    {
        Option option = result.Option;
        if (result.Tokens.Count < option.Arity.MinimumNumberOfValues)
            return $"{option.Name}: its value is missing; write {option.Name} {option.HelpName}.";
        return option.Arity.MaximumNumberOfValues == 1 && result.IdentifierTokenCount > 1 ? $"{option.Name} is there {result.IdentifierTokenCount} times; leave one of them." : null;
    }
}
