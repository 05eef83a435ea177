namespace Distributed.Tool;

/// <summary>All that <c>calibrate</c> found.</summary>
/// <param name="Fit">The models.</param>
/// <param name="Checks">Real runs beside predictions, the one that was fitted first.</param>
/// <param name="Answers">What other numbers of workers and other policies would do.</param>
internal sealed record CalibratedAnswers(Calibration Fit, IReadOnlyList<CalibratedRun> Checks, IReadOnlyList<Prediction> Answers);
