namespace Distributed.Learning.Tests;

/// <summary>Duals against what they are defined by.</summary>
public sealed class DualLossTests
{
    private static readonly double[] _margins = [-30, -3, -1, -0.4, 0, 0.2, 0.9, 1, 1.1, 4, 40];

    [Fact]
    public void Squared() => Check(default(SquaredDualLoss), [-2, 0, 3.5], alphaMax: 5);

    [Fact]
    public void Huber() => Check(new HuberDualLoss(0.7), [-2, 0, 3.5], alphaMax: 0.7);

    [Fact]
    public void Logistic() => Check(default(LogisticDualLoss), [-1, 1], alphaMax: 1);

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void Hinge(double gamma) => Check(new HingeDualLoss(gamma), [-1, 1], alphaMax: 1);

    private static void Check<TLoss>(TLoss loss, double[] labels, double alphaMax)
        where TLoss : struct, IDualLoss<TLoss>
    {
        foreach (double label in labels)
        {
            foreach (double margin in _margins)
            {
                for (double alpha = -alphaMax; alpha <= alphaMax; alpha += alphaMax / 8)
                {
                    double dual = loss.Dual(alpha, label);
                    if (!double.IsFinite(dual))
                        continue;
                    (loss.Primal(margin, label) - dual + (alpha * margin)).Should().BeGreaterThan(-1e-9, "Fenchel and Young: φ(m) + φ*(−α) ≥ −α m");
                    foreach (double q in (double[])[0, 0.01, 1, 300])
                        IsBest(loss, alpha, margin, label, q, alphaMax);
                }
            }
        }
    }

    private static void IsBest<TLoss>(TLoss loss, double old, double margin, double label, double q, double alphaMax)
        where TLoss : struct, IDualLoss<TLoss>
    {
        double best = loss.Best(old, margin, label, q);
        double most = Objective(best);
        double.IsFinite(most).Should().BeTrue($"α = {best} has a dual");
        foreach (double other in (double[])[best - 1e-3, best + 1e-3, best - 0.1, best + 0.1, -alphaMax, 0, alphaMax])
            Objective(other).Should().BeLessThanOrEqualTo(most + (1e-9 * (1 + Math.Abs(most))), $"α was {old}, m {margin}, y {label}, q {q}; best {best}, and {other}");

        double Objective(double alpha) => loss.Dual(alpha, label) - ((alpha - old) * margin) - (0.5 * q * (alpha - old) * (alpha - old));
    }

    [Fact]
    public void The_logistic_step_is_the_root_whatever_the_curvature()
    {
        var random = new Random(4);
        for (int i = 0; i < 20_000; i++)
        {
            double q = Math.Pow(10, (random.NextDouble() * 12) - 4), a = random.Next(4) switch { 0 => 0, 1 => 1, 2 => Math.Pow(10, -8 * random.NextDouble()), _ => random.NextDouble() };
            double score = (random.NextDouble() - 0.5) * Math.Pow(10, random.NextDouble() * 3);
            double best = default(LogisticDualLoss).Best(a, score, 1, q);

            // the condition rises in a, from below 0 to above
            double low = 0, high = 1;
            for (int step = 0; step < 200; step++)
            {
                double middle = 0.5 * (low + high), h = Math.Log(middle) - Math.Log(1 - middle) + score + ((middle - a) * q);
                (low, high) = h > 0 ? (low, middle) : (middle, high);
            }

            best.Should().BeApproximately(low, 2e-5, $"a {a}, score {score}, q {q}");
        }
    }

    [Theory]
    [InlineData(0, 0.3, 1)]
    [InlineData(0.2, -2, 1)]
    [InlineData(-0.7, 1.5, -1)]
    [InlineData(0.999, 4, 1)]
    [InlineData(0.5, 0, 1)]
    public void A_step_sums_up_what_the_losses_say(double alpha, double margin, double label)
    {
        Holds(default(LogisticDualLoss), alpha, margin, label);
        Holds(new HingeDualLoss(0.5), alpha, margin, label);
        Holds(default(SquaredDualLoss), alpha, margin, label);
        Holds(new HuberDualLoss(1), alpha, margin, label);
    }

    private static void Holds<TLoss>(TLoss loss, double alpha, double margin, double label)
        where TLoss : struct, IDualLoss<TLoss>
    {
        double best = loss.Step(alpha, margin, label, 0.7, out double primal, out double apart);
        best.Should().BeApproximately(loss.Best(alpha, margin, label, 0.7), 1e-12);
        primal.Should().BeApproximately(loss.Primal(margin, label), 1e-12);
        double exact = loss.Primal(margin, label) - loss.Dual(alpha, label) + (alpha * margin);
        apart.Should().BeInRange((0.3 * exact) - 1e-12, (1.4 * exact) + 1e-12);
    }
}
