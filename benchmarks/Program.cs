using System.CommandLine;
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

RootCommand root = new("Benchmarks of Microsoft.ML.Distributed") { mf, kernels };
try
{
    return root.Parse(args).Invoke(new() { EnableDefaultExceptionHandler = false });
}
catch (Exception e) when (e is BenchmarkException or IOException)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
