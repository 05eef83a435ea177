using System.Diagnostics;
using System.Globalization;

namespace Benchmarks;

/// <summary>
/// A child process that pushes and pulls: as often as each line from its parent says. Its answer is when it began and ended, on the machine's one clock,
/// and the processor time that it took.
/// </summary>
internal static class BlockChild
{
    public static void Run(ChildPlan plan)
    {
        using IBlockLoop loop = plan.Way switch
        {
            "raw" => new RawLoop(plan),
            "lua" => new LuaLoop(plan),
            "ours" => new StoreLoop(plan),
            _ => throw new BenchmarkException($"There is no way '{plan.Way}'."),
        };
        Console.Out.WriteLine("ready");
        while (Console.In.ReadLine() is { Length: > 0 } line)
        {
            int clocks = int.Parse(line, CultureInfo.InvariantCulture);
            TimeSpan cpu = Environment.CpuUsage.TotalTime;
            long began = Stopwatch.GetTimestamp();
            for (int i = 0; i < clocks && loop.Once(); i++)
            {
            }

            long ended = Stopwatch.GetTimestamp();
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{began} {ended} {(Environment.CpuUsage.TotalTime - cpu).TotalSeconds}"));
        }
    }
}
