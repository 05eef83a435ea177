namespace Distributed.Simulation.Tests;

public sealed class ExactMathTests
{
    [Fact]
    public void Logarithm_and_exponential_agree_with_the_platform()
    {
        for (int i = -2_000; i <= 2_000; i++)
        {
            double x = i * 0.317;
            ExactMath.Exp(x).Should().BeApproximately(Math.Exp(x), Math.Exp(x) * 4e-15);
            double y = Math.Exp(x);
            ExactMath.Log(y).Should().BeApproximately(Math.Log(y), 4e-15 * Math.Max(1, Math.Abs(x)));
        }
    }

    [Fact]
    public void Ends_of_the_range_are_kept()
    {
        ExactMath.Exp(double.NegativeInfinity).Should().Be(0);
        ExactMath.Exp(double.PositiveInfinity).Should().Be(double.PositiveInfinity);
        double.IsNaN(ExactMath.Exp(double.NaN)).Should().BeTrue();
        ExactMath.Log(1).Should().Be(0);
        ExactMath.Exp(0).Should().Be(1);
        ((Action)(() => ExactMath.Log(0))).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Draws_have_the_moments_of_their_distributions()
    {
        var draws = new Draws(3);
        double normal = 0, squares = 0, exponential = 0;
        const int Count = 20_000;
        for (int i = 0; i < Count; i++)
        {
            double x = Draws.Normal(draws.Stream(new(i, 0), 1, DrawPurpose.Noise));
            normal += x;
            squares += x * x;
            exponential += Draws.Exponential(draws.Stream(new(0, 0), i, DrawPurpose.Noise));
        }

        (normal / Count).Should().BeApproximately(0, 0.03);
        (squares / Count).Should().BeApproximately(1, 0.04);
        (exponential / Count).Should().BeApproximately(1, 0.03);
    }
}
