using System.Globalization;

namespace Benchmarks;

/// <summary>What is tuned: the strength of regularization and the first step size.</summary>
internal readonly record struct Rates(float Lambda, float LearningRate)
{
    /// <summary>All pairs of a grid.</summary>
    public static Rates[] Grid(float[] lambdas, float[] learningRates) =>
        [.. from lambda in lambdas from learningRate in learningRates select new Rates(lambda, learningRate)];

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"λ {Lambda:0.###}, rate {LearningRate:0.###}");
}
