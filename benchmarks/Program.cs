using System.CommandLine;
using System.Text.Json;
using BenchmarkDotNet.Running;
using Benchmarks;

Option<string> rows = new("--rows") { Description = "Size of the planted ratings: 100k, 1M or 10M", DefaultValueFactory = _ => "1M" };
Option<bool> json = new("--json") { Description = "The last line is a JSON object of the results" };
Option<bool> quick = new("--quick") { Description = "A few seconds' look: small data, no tuning, one run" };
Option<string?> dataFolder = new("--data-folder") { Description = "Where jester-1/ and anime-5k.zip lie; left out otherwise", HelpName = "FOLDER" };

Command mf = new("mf", "Time to a test error, against ML.NET's own trainer") { rows, json, quick, dataFolder };
mf.SetAction(parsed =>
{
    bool isQuick = parsed.GetValue(quick);
    string size = isQuick && parsed.GetResult(rows) is not { Implicit: false } ? "100k" : parsed.GetValue(rows)!;
    MfResult result = new MfBenchmark(Console.Out).Run(size, isQuick, parsed.GetValue(dataFolder));
    if (parsed.GetValue(json))
        Console.Out.WriteLine(result.ToJson());
});

Command kernels = new("kernels", "BenchmarkDotNet over the inner loops; its own options follow") { TreatUnmatchedTokensAsErrors = false };
kernels.SetAction(parsed => BenchmarkSwitcher.FromAssembly(typeof(ISide).Assembly).Run([.. parsed.UnmatchedTokens]));

Option<string[]> sizes = new("--rows") { Description = "Sizes of the planted ratings", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => ["1M", "10M"] };
Option<int> threads = new("--threads") { Description = "Workers", DefaultValueFactory = _ => 2 };
Command memory = new("memory", "Resident bytes a rating, each Fit in a process of its own") { sizes, threads };
memory.SetAction(parsed => new MemoryBenchmark(Console.Out).Run(parsed.GetValue(sizes)!, parsed.GetValue(threads)));

Argument<string> side = new("side"), path = new("path");
Argument<int> users = new("users"), items = new("items"), epochs = new("epochs"), workers = new("workers");
Command child = new("memory-child", "One Fit, measured from inside") { side, path, users, items, epochs, workers };
child.Hidden = true;
child.SetAction(parsed => Console.Out.WriteLine(JsonSerializer.Serialize(
    MemoryChild.Run(parsed.GetValue(side) == "ours", parsed.GetValue(path)!, parsed.GetValue(users), parsed.GetValue(items), parsed.GetValue(epochs), parsed.GetValue(workers)),
    MemoryJson.Default.MemoryReading)));

RootCommand root = new("Benchmarks of Microsoft.ML.Distributed") { mf, kernels, memory, child, BarrierCommands.ZipLine(), CostCommands.Costs(), WaitCommands.Waits() };
foreach (Command command in RedisCommands.All.Concat(LinearCommands.All).Concat(MemoryCommands.All))
    root.Add(command);
try
{
    return root.Parse(args).Invoke(new() { EnableDefaultExceptionHandler = false });
}
catch (Exception e) when (e is BenchmarkException or IOException)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
