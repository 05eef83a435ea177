using System.CommandLine;
using System.CommandLine.Invocation;
using System.Text;
using MovieLens;
using Spectre.Console;

Console.OutputEncoding = Encoding.UTF8;
using CancellationTokenSource cancel = new();
Console.CancelKeyPress += (_, e) =>
{
    // The first Ctrl+C ends the training and keeps its model, the second ends the program.
    e.Cancel = !cancel.IsCancellationRequested;
    cancel.Cancel();
};

try
{
    RootCommand command = SampleCommand.Create(async (options, cancellationToken) =>
    {
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
catch (Exception e) when (e is SampleException or ArgumentException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Cancelled.");
    return 130;
}
