using System.CommandLine;
using System.CommandLine.Invocation;
using System.Text;
using ParameterStore;
using Redis.ParameterStore;
using Spectre.Console;

namespace Samples;

/// <summary>What is the same in every sample's program: Ctrl+C, errors as one line, several processes.</summary>
internal static class SampleProgram
{
    /// <summary>Runs a sample.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="makeCommand">Makes the command; given is what asks the training to end.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args, Func<CancellationTokenSource, RootCommand> makeCommand)
    {
        Console.OutputEncoding = Encoding.UTF8;
        using CancellationTokenSource cancel = new();
        bool isFirst = true;
        Console.CancelKeyPress += (_, e) =>
        {
            // The first Ctrl+C ends the training and keeps its model, the second ends the program.
            e.Cancel = isFirst;
            isFirst = false;
            cancel.Cancel();
        };

        try
        {
            ParseResult parsed = makeCommand(cancel).Parse(args);
            if (parsed.Action is ParseErrorAction error)
                error.ShowHelp = false;
            return await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, cancel.Token);
        }
        catch (Exception e) when (e is SampleException or ArgumentException or IOException or UnauthorizedAccessException
            or JobFailedException or JobMismatchException or JobGoneException or RedisUnavailableException or RedisRefusedException or UpdatesLostException)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Cancelled.");
            return 130;
        }
    }

    /// <summary>Whether what is shown may be drawn in place.</summary>
    /// <param name="isJson">Whether the last line is for another program.</param>
    public static bool IsLive(bool isJson) => !isJson && !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities is { Ansi: true, Unicode: true };

    /// <summary>Where tables go.</summary>
    public static IAnsiConsole ConsoleFor(bool isLive) => isLive ? AnsiConsole.Console : PlainConsole.Create(Console.Out);
}
