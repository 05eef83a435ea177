using System.CommandLine;

namespace Benchmarks;

/// <summary>The verbs about linear models.</summary>
internal static class LinearCommands
{
    public static IReadOnlyList<Command> All { get; } =
    [
        Make("linear", "Time to a test loss of both families of linear trainers, against ML.NET's own and liblinear", benchmark => benchmark.Families()),
        Make("sdca", "Time of dual coordinate ascent to what ML.NET's reaches in ten iterations, and liblinear's to that", benchmark => benchmark.Sdca()),
    ];

    private static Command Make(string name, string description, Func<LinearBenchmark, IReadOnlyList<LinearResult>> run)
    {
        Option<bool> json = new("--json") { Description = "The last line is a JSON array of the results" };
        Option<bool> quick = new("--quick") { Description = "A few seconds' look: small sets, no tuning, one run" };
        Option<string?> data = new("--data") { Description = "Sets in SVMlight's form, plain, .gz or .bz2; left out otherwise", HelpName = "FOLDER" };
        Option<string[]> sets = new("--sets") { Description = "Only sets whose names have one of these parts", AllowMultipleArgumentsPerToken = true, HelpName = "PARTS" };
        Command command = new(name, description) { json, quick, data, sets };
        command.SetAction(parsed =>
        {
            LinearSelection selection = new(parsed.GetValue(quick), parsed.GetValue(data), parsed.GetValue(sets) ?? []);
            IReadOnlyList<LinearResult> results = run(new LinearBenchmark(Console.Out, selection));
            if (parsed.GetValue(json))
                Console.Out.WriteLine(LinearResult.ToJson(results));
        });
        return command;
    }
}
