namespace Microsoft.ML.Distributed.Tests;

/// <summary>Ratings of a matrix that has a mean, biases and a few factors, with a little noise: learnable, and small.</summary>
internal static class PlantedRatings
{
    internal const int Columns = 60, Rows = 40, Count = 1200;
    internal const float Mean = 3.5f;

    /// <summary>A rating for each of <paramref name="count"/> random pairs; the last column and the last row never occur.</summary>
    internal static RatingRow[] Make(int count = Count, int seed = 1, int columns = Columns, int rows = Rows)
    {
        var random = new Random(seed);
        var shape = new Random(99);
        float[] columnBias = Normal(shape, columns), rowBias = Normal(shape, rows);
        float[] columnFactor = Normal(shape, columns), rowFactor = Normal(shape, rows);
        var ratings = new RatingRow[count];
        for (int i = 0; i < count; i++)
        {
            int column = random.Next(columns - 1), row = random.Next(rows - 1);
            float value = Mean + (0.5f * (columnBias[column] + rowBias[row])) + (0.7f * columnFactor[column] * rowFactor[row]);
            ratings[i] = new((uint)column + 1, (uint)row + 1, value + (0.05f * Normal(random, 1)[0]));
        }

        return ratings;
    }

    internal static RatingView View(int count = Count, int seed = 1) => new(Make(count, seed), Columns, Rows);

    private static float[] Normal(Random random, int count)
    {
        var values = new float[count];
        for (int i = 0; i < count; i++)
            values[i] = MathF.Sqrt(-2 * MathF.Log(1 - random.NextSingle())) * MathF.Cos(2 * MathF.PI * random.NextSingle());
        return values;
    }
}
