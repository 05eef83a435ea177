namespace Distributed.Tool.Tests;

/// <summary>How a run of the tool ended.</summary>
internal sealed record ToolEnd(int ExitCode, string Output, string Error)
{
    internal static Task<ToolEnd> OfAsync(string line, CancellationToken cancellation = default) =>
        OfAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), cancellation);

    internal static async Task<ToolEnd> OfAsync(string[] args, CancellationToken cancellation = default)
    {
        using StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        int exitCode = await ToolCommand.RunAsync(args, output, error, isTerminal: false, cancellation);
        return new(exitCode, output.ToString(), error.ToString());
    }
}
