using System.CommandLine;
using System.Text.Json;

namespace Benchmarks;

/// <summary>The verbs about the memory of linear models.</summary>
internal static class MemoryCommands
{
    public static IReadOnlyList<Command> All { get; } = [Linear(), LinearChild()];

    private static Command Linear()
    {
        Option<int> threads = new("--threads") { Description = "Workers", DefaultValueFactory = _ => 2 };
        Option<bool> quick = new("--quick") { Description = "A tenth of the rows" };
        Option<string[]> trainers = new("--trainers") { Description = "Which trainers", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [.. LinearMemoryChild.Trainers.Keys] };
        trainers.AcceptOnlyFromAmong([.. LinearMemoryChild.Trainers.Keys]);
        Command command = new("linear-memory", "Peak memory of linear trainers beside the size of the data, each Fit in a process of its own") { threads, quick, trainers };
        command.SetAction(parsed => new LinearMemory(Console.Out).Run(parsed.GetValue(trainers)!, parsed.GetValue(quick), parsed.GetValue(threads)));
        return command;
    }

    private static Command LinearChild()
    {
        Argument<string> trainer = new("trainer"), path = new("path");
        Argument<int> rows = new("rows"), features = new("features"), used = new("used"), threads = new("threads");
        Command command = new(LinearMemoryChild.Verb, "One Fit, measured from inside") { trainer, path, rows, features, used, threads };
        command.Hidden = true;
        command.SetAction(parsed => Console.Out.WriteLine(JsonSerializer.Serialize(
            LinearMemoryChild.Run(parsed.GetValue(trainer)!, new(parsed.GetValue(path)!, parsed.GetValue(rows), parsed.GetValue(features), parsed.GetValue(used)), parsed.GetValue(threads)),
            MemoryJson.Default.MemoryReading)));
        return command;
    }
}
