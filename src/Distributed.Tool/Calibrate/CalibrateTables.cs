using System.Globalization;
using ParameterStore;

namespace Distributed.Tool;

/// <summary>From fits and predictions to what people read.</summary>
internal static class CalibrateTables
{
    private const double NsPerSecond = 1e9, NsPerMs = 1e6;

    private static readonly IReadOnlyList<ResultColumn> _checkColumns =
    [
        new("run", IsText: true), new("policy", IsText: true), new("workers"), new("pushes"), new("clocks/s, real"), new("predicted"), new("error"), new("waiting, real"), new("predicted"), new("error"),
    ];

    private static readonly IReadOnlyList<ResultColumn> _answerColumns =
        [new("workers"), new("policy", IsText: true), new("clocks/s"), new("against the recorded run"), new("waiting"), new("mean staleness"), new("aborts of 100")];

    internal static ResultTable Checks(IReadOnlyList<CalibratedRun> runs) => new(
        _checkColumns,
        [.. runs.Select(run => (IReadOnlyList<string>)
        [
            run.Name, run.Real.Policy, Human.Count(run.Real.Workers), Human.Count(run.Real.Pushes), Human.Digits(run.Real.PushesPerSecond), Human.Digits(run.Predicted.Figures.PushesPerSecond), Signed(run.SpeedError),
            Human.Percent(run.Real.WaitedShare), Human.Percent(run.Predicted.Figures.WaitedShare), Signed(run.WaitingError),
        ])],
        Best: null);

    internal static ResultTable WhatIf(CalibratedAnswers found)
    {
        double recorded = found.Checks[0].Real.PushesPerSecond;
        return new(
            _answerColumns,
            [.. found.Answers.Select(each => (IReadOnlyList<string>)
            [
                Human.Count(each.Figures.Workers), each.Figures.Policy, Human.Digits(each.Figures.PushesPerSecond), Human.Factor(each.Figures.PushesPerSecond / recorded), Human.Percent(each.Figures.WaitedShare),
                Human.Digits(each.MeanStaleness), Human.Digits(each.Aborts),
            ])],
            Best: null);
    }

    internal static IEnumerable<string> Notes(CalibratedAnswers found, bool isChecked)
    {
        Calibration fit = found.Fit;
        yield return string.Create(CultureInfo.InvariantCulture, $"Fitted to {fit.Workers} workers and {fit.Clocks:N0} clocks. For simulate: --time-model {TimeText(fit.Time)} --network latency:{fit.Network.LatencyNs / NsPerMs:0.######}");
        if (!isChecked)
            yield return "The error is that on the run itself; give --check FILE, another run's event log, for the error on what the fit has not seen.";
        foreach (string policy in found.Answers.Select(each => each.Figures.Policy).Distinct().Where(policy => SyncPolicy.Parse(policy).Create().Traits.Measures))
            yield return $"{policy}: it goes by the loss, and nothing is learned here, so nothing is tuned; simulate it with a workload.";
        yield return "What if: as if every worker had what a worker of the recorded run had, processor and network; beyond the recorded workers their speeds repeat. What is learned is not in it: simulate it.";
    }

    /// <summary>As <see cref="TimeModelText"/> reads it.</summary>
    internal static string TimeText(TimeModel time)
    {
        List<string> parts = [time.Noise.ToString()];
        if (time.SlowShare > 0)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"slow:{time.SlowShare:0.######}/{time.SlowMin:0.####}/{time.SlowMax:0.####}"));
        if (time.Classes.Count > 1)
            parts.Add("classes:" + string.Join('/', time.Classes.Select(factor => factor.ToString("0.####", CultureInfo.InvariantCulture))));
        parts.Add(string.Create(CultureInfo.InvariantCulture, $"clock:{time.ClockNs / NsPerSecond:0.#########}"));
        return string.Join('+', parts);
    }

    private static string Signed(double share) => double.IsFinite(share) ? (100 * share).ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture) + " %" : Human.None;
}
