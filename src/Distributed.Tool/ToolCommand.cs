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
        return await EndAsync(error, () =>
        {
            ParseResult parsed = Root(console, display, output).Parse(args.Length > 0 ? args : ["--help"]);
            if ((parsed.Miscount() ?? parsed.Errors.FirstOrDefault()?.Message) is { } fault)
                throw new ToolException(fault);
            return parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null, Output = output, Error = error }, cancellation);
        });
    }

    /// <summary>All commands with their options.</summary>
    internal static Command Root(IAnsiConsole console, IRunDisplay display, TextWriter output) =>
        // Not a RootCommand: its name would be that of the assembly, which nobody types.
        new("mlnet-distributed", "Sees in virtual time what a way of waiting for one another buys in distributed training.")
        {
            new HelpOption(), new VersionOption(),
            SimulateCommand.Create(new SimulateRun(console, display).RunAsync),
            PlanCommand.Create(new PlanRun(console).RunAsync),
            CalibrateCommand.Create(new CalibrateRun(console).RunAsync),
            ReplayCommand.Create(output),
        };

    /// <summary>Runs the program; however it ends, it ends in an <see cref="ExitCode"/> and, unless all went well, in a line that says why.</summary>
    internal static async Task<int> EndAsync(TextWriter error, Func<Task<int>> program)
    {
        try
        {
            return await program();
        }
        catch (ToolException e)
        {
            return Say(error, e.Message, ExitCode.BadInput);
        }
        catch (OperationCanceledException)
        {
            return Say(error, "Cancelled.", ExitCode.Cancelled);
        }
        catch (Exception e)
        {
            return Say(error, $"unexpected error: {e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")}", ExitCode.Unexpected);
        }
    }

    private static int Say(TextWriter error, string message, int exitCode)
    {
        error.WriteLine(message);
        return exitCode;
    }
}
