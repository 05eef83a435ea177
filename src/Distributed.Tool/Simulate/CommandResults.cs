using System.CommandLine;
using System.CommandLine.Parsing;

namespace Distributed.Tool;

/// <summary>Questions to a parsed command line.</summary>
internal static class CommandResults
{
    /// <summary>Whether the option stands on the command line. A validator does not see defaults.</summary>
    internal static bool IsGiven(this CommandResult result, Option option) => result.GetResult(option) is { Implicit: false };
}
