namespace Distributed.Simulation;

/// <summary>Examples with dense features, row after row.</summary>
/// <param name="Features">Examples × <paramref name="Width"/>.</param>
/// <param name="Labels">One an example: 0 or 1, or a class from 0 on.</param>
/// <param name="Width">Features of an example.</param>
internal sealed record DenseExamples(float[] Features, int[] Labels, int Width)
{
    internal int Count => Labels.Length;

    internal ReadOnlySpan<float> Row(int example) => Features.AsSpan(example * Width, Width);

    /// <summary>Standard normal features, and labels that follow a logistic model with normal weights of a given length.</summary>
    internal static DenseExamples Logistic(int count, int width, double length, ulong seed)
    {
        var draws = new Draws(seed);
        var weights = new double[width];
        for (int j = 0; j < width; j++)
            weights[j] = length / Math.Sqrt(width) * Draws.Normal(draws.Stream(default, j, DrawPurpose.Start));
        var features = new float[count * width];
        var labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            double margin = 0;
            ulong stream = draws.Stream(default, i, DrawPurpose.Data);
            for (int j = 0; j < width; j++)
            {
                double x = Draws.Normal(Distributed.Learning.Mix.Hash(stream, (uint)j));
                features[(i * width) + j] = (float)x;
                margin += weights[j] * x;
            }

            labels[i] = Draws.Unit(stream, (uint)width) < ExactMath.Sigmoid(margin) ? 1 : 0;
        }

        return new(features, labels, width);
    }
}
