using System.CommandLine;

namespace Benchmarks;

/// <summary>The verbs about linear models.</summary>
internal static class LinearCommands
{
    public static IReadOnlyList<Command> All { get; } =
    [
        Make("linear", "Time to a test loss of both families of linear trainers, against ML.NET's own", (benchmark, quick, folder) => benchmark.Families(quick, folder)),
        Make("sdca", "Time of dual coordinate ascent to what ML.NET's reaches in ten iterations", (benchmark, quick, folder) => benchmark.Sdca(quick, folder)),
    ];

    private static Command Make(string name, string description, Func<LinearBenchmark, bool, string?, IReadOnlyList<LinearResult>> run)
    {
        Option<bool> json = new("--json") { Description = "The last line is a JSON array of the results" };
        Option<bool> quick = new("--quick") { Description = "A few seconds' look: small sets, no tuning, one run" };
        Option<string?> data = new("--data") { Description = "Sets of two labels in SVMlight's form; left out otherwise", HelpName = "FOLDER" };
        Command command = new(name, description) { json, quick, data };
        command.SetAction(parsed =>
        {
            IReadOnlyList<LinearResult> results = run(new LinearBenchmark(Console.Out), parsed.GetValue(quick), parsed.GetValue(data));
            if (parsed.GetValue(json))
                Console.Out.WriteLine(LinearResult.ToJson(results));
        });
        return command;
    }
}
