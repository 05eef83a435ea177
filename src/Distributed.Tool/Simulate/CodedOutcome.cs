using System.Globalization;

namespace Distributed.Tool;

/// <summary>Coded computation as the other presets are told: a section a rate μ, a row a number of workers.</summary>
internal static class CodedOutcome
{
    private static readonly IReadOnlyList<ResultColumn> _columns =
        [new("n"), new("k*"), new("uncoded"), new("coded"), new("speed-up"), new("expected"), new("decode error")];

    internal static Outcome Of(CodedPlan plan, IReadOnlyList<CodedPoint> points)
    {
        IGrouping<double, CodedPoint>[] sections = [.. points.GroupBy(point => point.Mu)];
        return new(
            CodedExperiment.Name,
            [CodedExperiment.Summary],
            [.. points.SelectMany(point => Rows(plan, point))],
            [.. sections.Select(section => new ReportConfiguration($"μ = {Text(section.Key)}", "", null, Table([.. section]), []))],
            [.. sections.Select(Slope), .. Notes(plan)]);
    }

    private static ResultTable Table(CodedPoint[] points) => new(
        _columns,
        [.. points.Select(point => (string[])
        [
            Human.Count(point.Workers), Human.Count(point.Needed), Human.Digits(point.Uncoded) + " s", Human.Digits(point.Coded) + " s", Human.Factor(point.Speedup),
            Human.Factor(point.Expected), point.DecodeError.ToString("0e+0", CultureInfo.InvariantCulture),
        ])],
        null);

    private static string Slope(IGrouping<double, CodedPoint> section)
    {
        double fitted = CodedExperiment.FittedSlope([.. section]), expected = CodedTimes.Slope(section.Key);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"μ = {section.Key}: the speed-up grows by {fitted:0.000} for each unit of ln n (least squares), the theory says 1/(μγ) = {expected:0.000}: {100 * ((fitted / expected) - 1):+0.0;−0.0} %.");
    }

    private static string[] Notes(CodedPlan plan) =>
    [
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(plan.Seeds == 1 ? $"One run with seed {plan.FirstSeed}," : $"Medians of {plan.Seeds} runs with seeds from {plan.FirstSeed} on, each")} the mean of {plan.Products} products, coded and uncoded under the same draws. An undisturbed worker takes a second for all of the work."),
        "k* is n·(1 + 1/W₋₁(−e^(−μ−1))), rounded. Expected: by the expected times of the model. Decode error: of a small product that was really encoded and decoded, in double precision.",
    ];

    private static IEnumerable<ExperimentRow> Rows(CodedPlan plan, CodedPoint point) =>
    [
        Row(plan, point, "uncoded", point.Workers, point.Uncoded, 1, [.. point.Runs.Select(run => run.Uncoded)]),
        Row(plan, point, $"mds:{point.Needed}/{point.Workers}", point.Needed, point.Coded, point.Speedup, [.. point.Runs.Select(run => run.Coded)]),
    ];

    // In the words of the other rows: a product is a clock of every worker, a reply that is waited for a push, one that is not an abort.
    private static ExperimentRow Row(CodedPlan plan, CodedPoint point, string policy, int needed, double time, double speedup, double[] times) => new()
    {
        Preset = CodedExperiment.Name,
        Configuration = $"μ = {Text(point.Mu)}, n = {Text(point.Workers)}",
        Workload = "matrix-vector",
        Workers = point.Workers,
        Policy = policy,
        Step = 0,
        Seeds = plan.Seeds,
        Reached = plan.Seeds,
        TimeToTarget = time,
        Speedup = speedup,
        Spread = new(times.Min(), times.Max()),
        Clocks = (double)plan.Products * point.Workers,
        Pushes = (double)plan.Products * needed,
        Pulls = (double)plan.Products * point.Workers,
        Aborts = (double)plan.Products * (point.Workers - needed),
        MeanStaleness = 0,
        WaitedShare = 0,
        AbortedShare = 0,
        Bytes = 0,
        FinalLoss = double.NaN,
        EventLogHash = CodedExperiment.HashOf(times),
        Runs = [],
    };

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
