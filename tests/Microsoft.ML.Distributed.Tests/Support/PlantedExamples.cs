using Microsoft.ML.Data;

namespace Microsoft.ML.Distributed.Tests;

/// <summary>Examples whose label follows from a line through their features, with a little noise: learnable, and small. Every other row is sparse.</summary>
internal static class PlantedExamples
{
    internal const int Features = 8, Count = 600;

    internal static ExampleRow[] Make(int count = Count, int seed = 1, float noise = 0.3f)
    {
        var random = new Random(seed);
        var shape = new Random(99);
        float[] line = [.. Enumerable.Range(0, Features).Select(_ => Normal(shape))];
        var rows = new ExampleRow[count];
        for (int i = 0; i < count; i++)
        {
            float[] features = [.. Enumerable.Range(0, Features).Select(j => i % 2 == 0 || j % 3 == 0 ? Normal(random) : 0)];
            float label = 0.4f + features.Zip(line, (x, w) => x * w).Sum() + (noise * Normal(random));
            rows[i] = new(label, features, 0.5f + random.NextSingle());
        }

        return rows;
    }

    /// <summary>Few examples of many features, and labels that have nothing to do with them.</summary>
    internal static ExampleRow[] Noise(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 120).Select(_ => new ExampleRow(Normal(random), [.. Enumerable.Range(0, 60).Select(_ => Normal(random))]))];
    }

    internal static ExampleView View(ExampleRow[] rows, DataViewType label) =>
        new(rows, ExampleView.SchemaOf(label, new VectorDataViewType(NumberDataViewType.Single, rows[0].Features.Length), NumberDataViewType.Single));

    private static float Normal(Random random) =>
        MathF.Sqrt(-2 * MathF.Log(1 - random.NextSingle())) * MathF.Cos(2 * MathF.PI * random.NextSingle());
}
