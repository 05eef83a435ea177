using SvmLight;

namespace Benchmarks;

/// <summary>Examples of two classes whose labels follow planted weights by chance.</summary>
internal static class PlantedExamples
{
    private const int Seed = 5;

    // Of a dense set, as much of the labels is chance as leaves about half a nat; a sparse one is harder, as texts and clicks are.
    private const double DenseSlope = 1.8, SparseSlope = 2.5;

    /// <summary>Rows of standard normal features.</summary>
    public static ExampleTable Dense(int rows, int features)
    {
        var random = new Random(Seed);
        double[] weights = [.. Enumerable.Range(0, features).Select(_ => Normal(random) * DenseSlope / Math.Sqrt(features))];
        ExampleTable table = new(features, new float[rows], new int[rows + 1], [], new float[rows * features]);
        for (int row = 0; row < rows; row++)
        {
            Span<float> values = table.Values.AsSpan(row * features, features);
            double score = 0.3;
            for (int j = 0; j < features; j++)
            {
                values[j] = (float)Normal(random);
                score += weights[j] * values[j];
            }

            table.Starts[row + 1] = (row + 1) * features;
            table.Labels[row] = Draw(random, score);
        }

        return table;
    }

    /// <summary>Rows of some features that are not zero, which thin out by their number as words do; each row's length is 1.</summary>
    public static ExampleTable Sparse(int rows, int features, int used)
    {
        var random = new Random(Seed);
        double[] weights = [.. Enumerable.Range(0, features).Select(_ => Normal(random) * SparseSlope)];
        ExampleTable table = new(features, new float[rows], new int[rows + 1], new int[rows * used], new float[rows * used]);
        var drawn = new SortedSet<int>();
        for (int row = 0; row < rows; row++)
        {
            drawn.Clear();
            while (drawn.Count < used)
                drawn.Add((int)Math.Min(features - 1, Math.Pow(features, random.NextDouble()) - 1 + (random.NextDouble() * used)));
            double score = 0;
            int at = row * used;
            foreach (int index in drawn)
            {
                table.Indices[at] = index;
                table.Values[at++] = (float)(1 / Math.Sqrt(used));
                score += weights[index] / Math.Sqrt(used);
            }

            table.Starts[row + 1] = at;
            table.Labels[row] = Draw(random, score);
        }

        return table;
    }

    private static float Draw(Random random, double score) => random.NextDouble() < 1 / (1 + Math.Exp(-score)) ? 1 : -1;

    // Box and Muller's, one of the two.
    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
