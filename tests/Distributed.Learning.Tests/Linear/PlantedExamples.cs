namespace Distributed.Learning.Tests;

/// <summary>Small data with a planted linear model.</summary>
internal static class PlantedExamples
{
    internal static LinearExamples Of(bool isSparse, bool isBinary, int count = 400, int features = 12, bool hasWeights = false, int seed = 7)
    {
        var random = new Random(seed);
        float[] planted = [.. Enumerable.Range(0, features).Select(_ => (float)(random.NextDouble() - 0.5) * 4)];
        var builder = new ExampleChunkBuilder(features, hasWeights);
        for (int i = 0; i < count; i++)
        {
            float[] values = new float[features];
            double score = 0.3;
            for (int j = 0; j < features; j++)
            {
                values[j] = isSparse && random.NextDouble() < 0.7 ? 0 : (float)(random.NextDouble() - 0.5) * 2;
                score += values[j] * planted[j];
            }

            float label = isBinary ? (random.NextDouble() < 1 / (1 + Math.Exp(-score)) ? 1 : -1) : (float)(score + random.NextDouble() - 0.5);
            builder.Add(label, 0.5f + (i % 3), [], values);
        }

        return new([builder.Take()], [.. Enumerable.Range(0, count)], features);
    }
}
