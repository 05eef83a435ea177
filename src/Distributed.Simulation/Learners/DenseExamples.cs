using Distributed.Learning;

namespace Distributed.Simulation;

/// <summary>Examples with dense features, row after row.</summary>
/// <param name="Features">Examples × <paramref name="Width"/>.</param>
/// <param name="Labels">One an example: 0 or 1, or a class from 0 on.</param>
/// <param name="Width">Features of an example.</param>
internal sealed record DenseExamples(float[] Features, int[] Labels, int Width)
{
    internal int Count => Labels.Length;

    internal ReadOnlySpan<float> Row(int example) => Features.AsSpan(example * Width, Width);

    /// <summary>
    /// Normal features whose spreads fall from 1 to 0.2, so that a step that suits the widest is slow for the narrowest, and labels that follow
    /// a logistic model to which every feature contributes alike: its margins have a standard deviation of about <paramref name="length"/>.
    /// </summary>
    internal static DenseExamples Logistic(int count, int width, double length, ulong seed)
    {
        const double LeastSpread = 0.2;
        var draws = new Draws(seed);
        double[] weights = new double[width], spreads = new double[width];
        for (int j = 0; j < width; j++)
        {
            weights[j] = length / Math.Sqrt(width) * Draws.Normal(draws.Stream(default, j, DrawPurpose.Start));
            spreads[j] = ExactMath.Exp(ExactMath.Log(LeastSpread) * j / Math.Max(1, width - 1));
        }

        var features = new float[count * width];
        var labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            double margin = 0;
            ulong stream = draws.Stream(default, i, DrawPurpose.Data);
            for (int j = 0; j < width; j++)
            {
                double x = Draws.Normal(Mix.Hash(stream, (uint)j));
                features[(i * width) + j] = (float)(spreads[j] * x);
                margin += weights[j] * x;
            }

            labels[i] = Draws.Unit(stream, (uint)width) < ExactMath.Sigmoid(margin) ? 1 : 0;
        }

        return new(features, labels, width);
    }

    /// <summary>Classes as clouds: each has several centers, normal around zero, and its examples lie normally around one of them.</summary>
    internal static DenseExamples Clouds(int count, int width, int classes, double spread, ulong seed)
    {
        const int CentersEach = 3;
        var draws = new Draws(seed);
        var features = new float[count * width];
        var labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            ulong stream = draws.Stream(default, i, DrawPurpose.Data);
            labels[i] = Draws.Below(stream, 0, classes);
            ulong center = draws.Stream(new(labels[i], 0), Draws.Below(stream, 1, CentersEach), DrawPurpose.Start);
            for (int j = 0; j < width; j++)
                features[(i * width) + j] = (float)(Draws.Normal(Mix.Hash(center, (uint)j)) + (spread * Draws.Normal(Mix.Hash(stream, (uint)j))));
        }

        return new(features, labels, width);
    }
}
