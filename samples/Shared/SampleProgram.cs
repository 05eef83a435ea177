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
    /// <param name="name">What a job without a name is called after.</param>
    /// <param name="command">Makes the command of what it does.</param>
    /// <param name="run">Trains, shows on a console, in place or not, what there is to see, and returns the results as JSON.</param>
    /// <returns>The exit code.</returns>
    public static Task<int> RunAsync<T>(
        string[] args, string name, Func<Func<T, CancellationToken, Task<int>>, RootCommand> command, Func<T, IAnsiConsole, bool, CancellationToken, Task<string>> run)
        where T : SampleSettings => RunAsync(args, cancel => command(async (settings, cancellationToken) =>
        {
            if (settings.Processes > 1 && settings.Launched is null)
                return await new Launcher(ChildProgram.Own(), Console.Error, TimeProvider.System).RunAsync(args, settings, name, cancellationToken);
            if (settings.Launched is not null)
                LauncherLife.Watch(Console.OpenStandardInput(), cancel);
            if (settings.Launched > 0)
                settings = settings with { Model = null, Compare = false, Json = false };
            bool isLive = !settings.Json && !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities is { Ansi: true, Unicode: true };
            string json = await run(settings, isLive ? AnsiConsole.Console : PlainConsole.Create(Console.Out), isLive, cancellationToken);
            if (settings.Json)
                Console.Out.WriteLine(json);
            return 0;
        }));

    private static async Task<int> RunAsync(string[] args, Func<CancellationTokenSource, RootCommand> makeCommand)
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
}
