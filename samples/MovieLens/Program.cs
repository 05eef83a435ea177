using System.CommandLine;
using System.CommandLine.Invocation;
using System.Text;
using MovieLens;
using ParameterStore;
using Redis.ParameterStore;
using Spectre.Console;

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
    RootCommand command = SampleCommand.Create(async (options, cancellationToken) =>
    {
        if (options.Processes > 1 && options.Launched is null)
            return await new Launcher(ChildProgram.Own(), Console.Error, TimeProvider.System).RunAsync(args, options, cancellationToken);
        if (options.Launched is not null)
            LauncherLife.Watch(Console.OpenStandardInput(), cancel);
        if (options.Launched > 0)
            options = options with { Model = null, Compare = false, Json = false };
        bool isLive = !options.Json && !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities is { Ansi: true, Unicode: true };
        IAnsiConsole console = isLive ? AnsiConsole.Console : PlainConsole.Create(Console.Out);
        SampleResult result = await new SampleRun(console, Console.Out, TimeProvider.System).RunAsync(options, isLive, cancellationToken);
        if (options.Json)
            Console.Out.WriteLine(result.ToJson());
        return 0;
    });
    ParseResult parsed = command.Parse(args);
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
