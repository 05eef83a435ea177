using System.Globalization;

namespace Distributed.Tool;

/// <summary>From plans to what people read.</summary>
internal static class PlanTables
{
    private const double NsPerSecond = 1e9;

    // What takes longer is told in hours.
    private const double SecondsMax = 10_000, SecondsPerHour = 3_600;

    internal static string Title(PlanInput input) => string.Create(CultureInfo.InvariantCulture, $"{input.Rows:N0} {Problem(input)}, {Workers(input)}, {input.Masters:N0} {(input.Masters == 1 ? "master" : "masters")}");

    /// <summary>A line a quantity, a column a way of coding.</summary>
    internal static ResultTable Of(IReadOnlyList<ScalePlan> plans) =>
        new([new("", IsText: true), .. plans.Select(plan => new ResultColumn(NameOf(plan.Width)))], [.. Lines(plans)], Best: null);

    internal static IEnumerable<string> Notes(IReadOnlyList<ScalePlan> plans)
    {
        foreach (ScalePlan plan in plans)
            foreach (string misfit in plan.Misfits)
                yield return $"Does not fit ({NameOf(plan.Width)}): {misfit}.";
        PlanInput input = plans[0].Input;
        foreach (ScalePlan plan in plans)
            yield return plan.Turn is { } turn
                ? string.Create(CultureInfo.InvariantCulture, $"As workers are added ({NameOf(plan.Width)}), the first to be busier than their processors is: {turn.Resource}, from {turn.Workers:N0} on.")
                : $"However many workers are added ({NameOf(plan.Width)}), their processors stay the busiest.";
        yield return $"Clocks: {(input.Clocks is null ? "as the trainer would choose" : "as given")}. Waiting: for messages and for what all share, and in step for the slowest of each clock, too; policies lie between the two.";
        yield return $"Rows: {(input.IsShared ? "every process holds all" : "every process holds its own")}. Unit costs were measured on: {input.Costs.MeasuredOn}. What the figures leave out: docs/scaling.md.";
    }

    internal static string NameOf(UpdateWidth width) => width == UpdateWidth.Float32 ? "float32" : "int8";

    private static IEnumerable<IReadOnlyList<string>> Lines(IReadOnlyList<ScalePlan> plans)
    {
        yield return Line("memory a process", plan => Human.Bytes(plan.Memory.Process));
        yield return Line("memory a worker", plan => Human.Bytes(plan.Memory.Worker));
        yield return Line("memory a master", plan => Human.Bytes(plan.Memory.Master));
        yield return Line("clocks a worker and epoch", plan => Human.Count(plan.Clock.Load.Clocks));
        yield return Line("rows a clock", plan => Human.Count(plan.Clock.Load.Rows));
        yield return Line("a clock computes", plan => Human.Time(plan.Clock.ComputeNs));
        yield return Line("of it for others' updates", plan => Human.Percent(plan.Clock.Load.CodecNs / plan.Clock.Load.ComputeNs));
        yield return Line("push a clock", plan => Human.Bytes(plan.Clock.Load.PushBytes));
        yield return Line("pull a clock", plan => Human.Bytes(plan.Clock.Load.PullBytes));
        yield return Line("commits a second", plan => Human.Digits(plan.CommitsPerSecond));
        for (int i = 0; i < plans[0].Clock.Resources.Count; i++)
        {
            int resource = i;
            yield return Line($"busy: {plans[0].Clock.Resources[i].Name}", plan => Human.Percent(plan.Clock.Resources[resource].Busy));
        }

        yield return Line("waiting, nobody for others", plan => Human.Percent(plan.Clock.WaitedShare));
        yield return Line("waiting, in step", plan => Human.Percent(plan.WaitedShareInStep));
        yield return Line("an epoch, nobody for others", plan => Time(plan.EpochSeconds));
        yield return Line("an epoch, in step", plan => Time(plan.EpochSecondsInStep));
        yield return Line("shortest clock under 10 % waiting", plan => plan.Shortest is { } clock
            ? string.Create(CultureInfo.InvariantCulture, $"{Human.Time(clock.ComputeNs)}, {Human.Count(clock.Load.Rows)} rows, --clocks {clock.Load.Clocks}")
            : "none");
        yield return Line("bottleneck", plan => plan.Bottleneck);

        IReadOnlyList<string> Line(string name, Func<ScalePlan, string> cell) => [name, .. plans.Select(cell)];
    }

    private static string Problem(PlanInput input) => input.IsFactorization
        ? string.Create(CultureInfo.InvariantCulture, $"ratings of {input.Users:N0} users and {input.Items:N0} items, rank {input.Rank}")
        : string.Create(CultureInfo.InvariantCulture, $"rows of {input.Columns:N0} features");

    private static string Workers(PlanInput input) => string.Create(CultureInfo.InvariantCulture, $"{input.Workers:N0} workers in {input.Processes:N0} processes");

    private static string Time(double seconds) => seconds < SecondsMax ? Human.Time(seconds * NsPerSecond) : Human.Digits(seconds / SecondsPerHour) + " h";
}
