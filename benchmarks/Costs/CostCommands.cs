using System.CommandLine;
using Distributed.Simulation;

namespace Benchmarks;

/// <summary>The verb about unit costs.</summary>
internal static class CostCommands
{
    public static Command Costs()
    {
        Option<string?> json = new("--json") { Description = "Write the file that mlnet-distributed plan --costs reads", HelpName = "FILE" };
        Option<int> rounds = new("--rounds") { Description = "How often each has its turn; the least is told", DefaultValueFactory = _ => 5 };
        Command command = new("costs", "Unit costs of plans, measured on this machine: updates, coding, folding, and a redis-server's work") { json, rounds };
        command.SetAction(parsed =>
        {
            UnitCosts costs = new CostBenchmark(Console.Out).Run(Math.Max(1, parsed.GetValue(rounds)));
            if (parsed.GetValue(json) is { } path)
                File.WriteAllText(path, costs.ToJson());
        });
        return command;
    }
}
