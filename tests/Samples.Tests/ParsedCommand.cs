using System.CommandLine;

namespace Samples.Tests;

/// <summary>What a sample's command makes of a line.</summary>
internal static class ParsedCommand
{
    /// <summary>The options that it was run with, or what was wrong.</summary>
    internal static (T? Options, IEnumerable<string> Errors) Of<T>(Func<Func<T, CancellationToken, Task<int>>, RootCommand> create, string line)
        where T : class
    {
        T? seen = null;
        RootCommand command = create((options, _) =>
        {
            seen = options;
            return Task.FromResult(0);
        });
        ParseResult parsed = command.Parse(line);
        if (parsed.Errors.Count == 0)
            parsed.Invoke().Should().Be(0);
        return (seen, parsed.Errors.Select(e => e.Message));
    }
}
