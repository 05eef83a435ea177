using System.CommandLine;

namespace Benchmarks;

/// <summary>The verbs about Redis.</summary>
internal static class RedisCommands
{
    public static IEnumerable<Command> All => [Blocks(), Factorization(), Soak(), Child(), FactorizationChild()];

    private static Command Blocks()
    {
        Option<bool> json = new("--json") { Description = "The last line is a JSON array of the results" };
        Option<bool> quick = new("--quick") { Description = "The few ways that matter most, one round" };
        Option<int?> rounds = new("--rounds") { Description = "How often each way has its turn; 5 otherwise, quick 1" };
        Command command = new("redis", "Blocks of floats over a redis-server of its own: SET and GET, adding by Lua, and this package's; and the gate") { json, quick, rounds };
        command.SetAction(parsed =>
        {
            bool isQuick = parsed.GetValue(quick);
            IReadOnlyList<RedisResult> results = new RedisBenchmark(Console.Out).Run(isQuick, parsed.GetValue(rounds) ?? (isQuick ? 1 : 5));
            if (parsed.GetValue(json))
                Console.Out.WriteLine(RedisResult.ToJson(results));
        });
        return command;
    }

    private static Command Child()
    {
        Argument<string[]> words = new("plan");
        Command command = new(ChildPlan.Verb, "One of several processes that push and pull") { words };
        command.Hidden = true;
        command.SetAction(parsed =>
        {
            ChildPlan plan = ChildPlan.Parse(parsed.GetValue(words)!);
            if (plan.Way == "gate")
                GateChild.Run(plan);
            else
                BlockChild.Run(plan);
        });
        return command;
    }

    private static Command Factorization()
    {
        Option<string> rows = new("--rows") { Description = "Size of the planted ratings: 100k, 1M or 10M", DefaultValueFactory = _ => "1M" };
        Option<int> rounds = new("--rounds") { Description = "How often each side has its turn", DefaultValueFactory = _ => 3 };
        Option<int> epochs = new("--epochs") { Description = "Passes over the data", DefaultValueFactory = _ => 20 };
        Option<bool> curve = new("--curve") { Description = "Other lengths of a clock too" };
        Command command = new("redis-mf", "Matrix factorization by two processes over a redis-server of its own, against two workers of one process") { rows, rounds, epochs, curve };
        command.SetAction(parsed => new RedisFactorization(Console.Out).Run(
            parsed.GetValue(rows)!, parsed.GetValue(rounds), parsed.GetValue(epochs), parsed.GetValue(curve)));
        return command;
    }

    private static Command Soak()
    {
        Option<double> minutes = new("--minutes") { Description = "For how long", DefaultValueFactory = _ => 10 };
        Option<string> codec = new("--codec") { Description = "float32 or int8", DefaultValueFactory = _ => "float32" };
        Command command = new("redis-soak", "Memory, log and keys of a redis-server of its own while two processes push without a pause") { minutes, codec };
        command.SetAction(parsed => new RedisSoak(Console.Out).Run(parsed.GetValue(minutes), parsed.GetValue(codec)!));
        return command;
    }

    private static Command FactorizationChild()
    {
        Argument<string> size = new("size");
        Command command = new(FactorizationPlan.Verb, "One of several processes that factorize") { size };
        command.Hidden = true;
        command.SetAction(parsed => Benchmarks.FactorizationChild.Run(parsed.GetValue(size)!));
        return command;
    }
}
