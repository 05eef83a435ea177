using System.Text;
using Distributed.Tool;

Console.OutputEncoding = Encoding.UTF8;
using CancellationTokenSource cancel = new();
bool isFirst = true;
Console.CancelKeyPress += (_, e) =>
{
    // The first Ctrl+C ends in good order, the second at once.
    e.Cancel = isFirst;
    isFirst = false;
    cancel.Cancel();
};
return await ToolCommand.RunAsync(args, Console.Out, Console.Error, !Console.IsOutputRedirected, cancel.Token);
