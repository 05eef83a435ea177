using System.Globalization;

namespace Distributed.Tool;

/// <summary>How far a run is, in a line.</summary>
internal static class RunText
{
    internal static string Of(RunProgress run) => string.Create(
        CultureInfo.InvariantCulture,
        $"{run.Policy}, step {Human.Digits(run.Step)}, seed {run.Seed}: {Human.Count(run.Pushes)} clocks, {Human.Time(run.TimeNs)} of at most {Human.Time(run.MaxTimeNs)}, loss {Human.Digits(run.Loss)}");
}
