namespace Distributed.Tool;

/// <summary>A real run beside what the fitted model says of it.</summary>
/// <param name="Name">Which run, for people.</param>
/// <param name="Real">What its event log says.</param>
/// <param name="Predicted">What the virtual cluster says of as many pushes by as many workers.</param>
internal sealed record CalibratedRun(string Name, JobFigures Real, Prediction Predicted)
{
    /// <summary>How much more (or less, under 0) pushes a second were predicted than made, as a share of these.</summary>
    internal double SpeedError => (Predicted.Figures.PushesPerSecond / Real.PushesPerSecond) - 1;

    /// <summary>How much more (or less, under 0) waiting was predicted than there was, as a share of the workers' time.</summary>
    internal double WaitingError => Predicted.Figures.WaitedShare - Real.WaitedShare;
}
