using System.Diagnostics;
using System.Globalization;

namespace Benchmarks;

/// <summary>
/// One of two processes that wait for one another under <c>ssp:0</c>: each clock, one of them, by turns, pushes a little later than the other, which waits
/// at the gate by then. The line from the parent says how many clocks. The answer is when each clock was granted and when its push was acknowledged,
/// on the machine's one clock.
/// </summary>
internal static class GateChild
{
    private const int LaterMs = 3;

    public static void Run(ChildPlan plan)
    {
        List<long> granted = [], acknowledged = [];
        using var loop = new StoreLoop(plan, () => granted.Add(Stopwatch.GetTimestamp()));
        Console.Out.WriteLine("ready");
        while (Console.In.ReadLine() is { Length: > 0 } line)
        {
            granted.Clear();
            acknowledged.Clear();
            int clocks = int.Parse(line, CultureInfo.InvariantCulture);
            for (int clock = 0; clock < clocks && loop.Begin(); clock++)
            {
                if (clock % plan.Processes == plan.Index)
                    Thread.Sleep(LaterMs);
                loop.End();
                acknowledged.Add(Stopwatch.GetTimestamp());
            }

            Console.Out.WriteLine(string.Join(' ', granted.Concat(acknowledged).Select(t => t.ToString(CultureInfo.InvariantCulture))));
        }
    }
}
