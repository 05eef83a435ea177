using Distributed.Learning;

namespace Distributed.Simulation;

/// <summary>Examples with sparse features, in compressed rows.</summary>
/// <param name="Starts">Where each example's features start; one more than there are examples.</param>
/// <param name="Indices">Feature by feature.</param>
/// <param name="Values">Its value.</param>
/// <param name="Labels">0 or 1, one an example.</param>
/// <param name="Width">How many features there are.</param>
internal sealed record SparseExamples(int[] Starts, int[] Indices, float[] Values, int[] Labels, int Width)
{
    internal int Count => Labels.Length;

    internal ReadOnlySpan<int> IndicesOf(int example) => Indices.AsSpan(Starts[example]..Starts[example + 1]);

    internal ReadOnlySpan<float> ValuesOf(int example) => Values.AsSpan(Starts[example]..Starts[example + 1]);

    /// <summary>Examples with as many features each, some far more frequent than others, and labels that follow a logistic model.</summary>
    internal static SparseExamples Logistic(int count, int width, int featuresEach, double length, ulong seed)
    {
        var draws = new Draws(seed);
        var weights = new double[width];
        for (int j = 0; j < width; j++)
            weights[j] = length * Draws.Normal(draws.Stream(default, j, DrawPurpose.Start));
        int[] starts = new int[count + 1], indices = new int[count * featuresEach], labels = new int[count];
        var values = new float[indices.Length];
        double value = 1 / Math.Sqrt(featuresEach);
        for (int i = 0; i < count; i++)
        {
            ulong stream = draws.Stream(default, i, DrawPurpose.Data);
            double margin = 0;
            for (int j = 0; j < featuresEach; j++)
            {
                double u = Draws.Unit(stream, (uint)j);
                int feature = (int)(width * u * u * u);
                indices[(i * featuresEach) + j] = feature;
                values[(i * featuresEach) + j] = (float)value;
                margin += weights[feature] * value;
            }

            labels[i] = Draws.Unit(Mix.Hash(stream, 0), 0) < ExactMath.Sigmoid(margin) ? 1 : 0;
            starts[i + 1] = (i + 1) * featuresEach;
        }

        return new(starts, indices, values, labels, width);
    }
}
