namespace Distributed.Tool.Tests;

/// <summary>A report that nothing was simulated for: smooth losses, four workers, a bell of staleness.</summary>
internal static class MadeReport
{
    private const long Second = 1_000_000_000;
    private const int Workers = 4;
    private const int Clocks = 20;

    internal static ReportData Of(params string[] policies) => new(
        "Four workers",
        ["Made up."],
        [new("equal-4", "log loss (nats)", 0.4, Table(policies), [.. policies.Select(Policy)])],
        ["A note."]);

    internal static ReportData WithTable(ResultTable table) => new("Four workers", ["Made up."], [new("equal-4", "log loss (nats)", 0.4, table, [])], ["A note."]);

    internal static ReportPolicy Policy(string name, int number) => new(
        name,
        7,
        [.. Enumerable.Range(0, 200).Select(i => new LossPoint(i * Second / 5, i, 0.3 + (0.4 * Math.Exp(-i * (1 + number) / 60.0))))],
        12 * Second / (1 + number),
        [.. Spans(number)],
        [.. Enumerable.Range(0, 9).Select(s => new StalenessCount(s, 100 - (10 * Math.Abs(s - 4))))],
        4);

    private static IEnumerable<GanttSpan> Spans(int number)
    {
        for (int clock = 0; clock < Clocks; clock++)
        {
            for (int worker = 0; worker < Workers; worker++)
            {
                long from = (clock * Second) + (worker * Second / 20), waits = from + (Second / 10), computes = waits + (Second * 8 / 10);
                yield return new(worker, from, waits, GanttKind.Wait);
                yield return new(worker, waits, computes, (clock + worker + number) % 5 == 0 ? GanttKind.Abort : GanttKind.Compute);
            }
        }
    }

    private static ResultTable Table(string[] policies) =>
        new(ResultTables.Columns, [.. policies.Select(policy => ResultTables.Columns.Select((_, i) => i == 0 ? policy : $"{i}").ToArray())], 0);
}
