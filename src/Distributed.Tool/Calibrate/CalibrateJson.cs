using System.Text.Json;
using System.Text.Json.Serialization;

namespace Distributed.Tool;

/// <summary>The object that <c>calibrate --json</c> writes. Times in seconds, shares and errors 0 to 1.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(CalibrateRows.Found))]
internal sealed partial class CalibrateJson : JsonSerializerContext
{
    internal static string Write(CalibratedAnswers found) => JsonSerializer.Serialize(
        new CalibrateRows.Found(
            CalibrateTables.TimeText(found.Fit.Time),
            found.Fit.Network.LatencyNs / 1e9,
            found.Fit.Clocks,
            [.. found.Checks.Select(run => new CalibrateRows.Check(
                run.Name, run.Real.Policy, run.Real.Workers, run.Real.Pushes, run.Real.PushesPerSecond, run.Predicted.Figures.PushesPerSecond, run.SpeedError, run.Real.WaitedShare, run.Predicted.Figures.WaitedShare))],
            [.. found.Answers.Select(each => new CalibrateRows.Answer(each.Figures.Policy, each.Figures.Workers, each.Figures.PushesPerSecond, each.Figures.WaitedShare, each.MeanStaleness, each.Aborts / 100))]),
        Default.Found) + "\n";
}
