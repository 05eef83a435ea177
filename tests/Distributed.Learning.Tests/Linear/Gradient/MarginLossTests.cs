namespace Distributed.Learning.Tests;

public sealed class MarginLossTests
{
    [Fact]
    public void Losses_are_their_formulas_and_slopes_their_derivatives()
    {
        Check(default(LogisticMarginLoss), new() { Loss = LinearLoss.Logistic }, true);
        Check(default(SquaredMarginLoss), new() { Loss = LinearLoss.Squared }, false);
        Check(new HuberMarginLoss(0.7f), new() { Loss = LinearLoss.Huber, Width = 0.7f }, false);
        Check(new HingeMarginLoss(0), new() { Loss = LinearLoss.Hinge }, true);
        Check(new HingeMarginLoss(0.6f), new() { Loss = LinearLoss.SmoothedHinge, Width = 0.6f }, true);
    }

    [Fact]
    public void Margins_of_any_size_have_finite_losses()
    {
        foreach (float margin in new[] { 1e30f, -1e30f, 200, -200, 0 })
        {
            float[] slopes = [margin, 0, 0, 0, 0, 0, 0, 0], labels = [1, 0, 0, 0, 0, 0, 0, 0];
            double loss = default(LogisticMarginLoss).Follow(slopes, labels, labels);
            loss.Should().BeApproximately(Math.Max(0, -margin) + (margin == 0 ? Math.Log(2) : 0), 1e-6 * Math.Max(1, Math.Abs(margin)));
            slopes[0].Should().BeApproximately(margin > 0 ? 0 : margin < 0 ? -1 : -0.5f, 1e-6f);
        }
    }

    private static void Check<TLoss>(TLoss loss, LinearObjective objective, bool isBinary)
        where TLoss : struct, IMarginLoss
    {
        const double Step = 1e-5;
        var random = new Random(2);
        for (int round = 0; round < 200; round++)
        {
            float[] margins = [.. Enumerable.Range(0, 8).Select(_ => (random.NextSingle() - 0.5f) * 8)], weights = [.. margins.Select(_ => random.NextSingle())];
            float[] labels = [.. margins.Select(_ => isBinary ? (random.Next(2) * 2) - 1 : random.NextSingle())], slopes = [.. margins];
            double expected = margins.Select((m, i) => weights[i] * PlantedLinear.Loss(objective, [m], labels[i])).Sum();
            loss.Follow(slopes, labels, weights).Should().BeApproximately(expected, 1e-5);
            for (int i = 0; i < 8; i++)
            {
                double slope = weights[i] * (PlantedLinear.Loss(objective, [margins[i] + Step], labels[i]) - PlantedLinear.Loss(objective, [margins[i] - Step], labels[i])) / (2 * Step);
                slopes[i].Should().BeApproximately((float)slope, 1e-3f);
            }
        }
    }
}
