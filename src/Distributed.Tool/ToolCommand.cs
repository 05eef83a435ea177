using System.CommandLine;
using System.CommandLine.Help;
using Spectre.Console;

namespace Distributed.Tool;

/// <summary>The whole program, on any writers.</summary>
internal static class ToolCommand
{
    /// <returns>An <see cref="ExitCode"/>.</returns>
    internal static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, bool isTerminal, CancellationToken cancellation)
    {
        bool isLive = isTerminal && AnsiConsole.Profile.Capabilities is { Ansi: true, Unicode: true };
        IAnsiConsole console = isLive ? AnsiConsole.Console : PlainConsole.Create(output);
        IRunDisplay display = isLive ? new LiveRunDisplay(console, TimeProvider.System) : new PlainRunDisplay(error, TimeProvider.System);
        // Not a RootCommand: its name would be that of the assembly, which nobody types.
        Command root = new("mlnet-distributed", "Sees in virtual time what a way of waiting for one another buys in distributed training.")
        {
            new HelpOption(), new VersionOption(),
            SimulateCommand.Create(new SimulateRun(console, display).RunAsync),
            PlanCommand.Create(new PlanRun(console).RunAsync),
            CalibrateCommand.Create(new CalibrateRun(console).RunAsync),
            ReplayCommand.Create(output),
        };
        ParseResult parsed = root.Parse(args.Length > 0 ? args : ["--help"]);
        if (parsed.Errors.Count > 0)
            return Say(error, parsed.Errors[0].Message, ExitCode.BadInput);
        try
        {
            return await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null, Output = output, Error = error }, cancellation);
        }
        catch (ToolException e)
        {
            return Say(error, e.Message, ExitCode.BadInput);
        }
        catch (OperationCanceledException)
        {
            return Say(error, "Cancelled.", ExitCode.Cancelled);
        }
    }

    private static int Say(TextWriter error, string message, int exitCode)
    {
        error.WriteLine(message);
        return exitCode;
    }
}
