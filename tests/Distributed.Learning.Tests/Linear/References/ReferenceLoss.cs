namespace Distributed.Learning.Tests;

/// <summary>A loss at a margin, with its first two slopes.</summary>
internal readonly record struct ReferenceLoss(double Value, double Slope, double Curvature)
{
    internal static ReferenceLoss Of(LinearObjective objective, double margin, double label) => objective.Loss switch
    {
        LinearLoss.Logistic => Logistic(label * margin, label),
        LinearLoss.Squared => new(0.5 * (margin - label) * (margin - label), margin - label, 1),
        LinearLoss.Hinge => label * margin < 1 ? new(1 - (label * margin), -label, 0) : default,
        LinearLoss.SmoothedHinge => Smoothed(1 - (label * margin), label, objective.Width),
        _ => throw new NotSupportedException(objective.Loss.ToString()),
    };

    private static ReferenceLoss Logistic(double agreement, double label)
    {
        double small = Math.Exp(-Math.Abs(agreement)), doubt = agreement > 0 ? small / (1 + small) : 1 / (1 + small);
        return new(Math.Max(0, -agreement) + Math.Log(1 + small), -label * doubt, doubt * (1 - doubt));
    }

    private static ReferenceLoss Smoothed(double missing, double label, double width) =>
        missing <= 0 ? default
        : missing < width ? new(missing * missing / (2 * width), -label * missing / width, 1 / width)
        : new(missing - (0.5 * width), -label, 0);
}
