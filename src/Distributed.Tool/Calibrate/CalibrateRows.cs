namespace Distributed.Tool;

/// <summary>The shape of <c>calibrate --json</c>.</summary>
internal static class CalibrateRows
{
    /// <summary>A real run beside its prediction, in clocks a second.</summary>
    internal sealed record Check(string Run, string Policy, int Workers, int Pushes, double Real, double Predicted, double Error, double WaitingReal, double WaitingPredicted);

    /// <summary>What a number of workers and a policy would do.</summary>
    internal sealed record Answer(string Policy, int Workers, double ClocksPerSecond, double Waiting, double MeanStaleness, double Aborts);

    /// <summary>All of it.</summary>
    internal sealed record Found(string TimeModel, double LatencySeconds, int Clocks, IReadOnlyList<Check> Checks, IReadOnlyList<Answer> Answers);
}
