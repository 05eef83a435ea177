namespace ClickThrough;

/// <summary>One of ML.NET's own trainers on the same split.</summary>
internal sealed record ClickComparison(string Trainer, double FitSeconds, double TestLogLoss, double TestAuc, double Calibration);
