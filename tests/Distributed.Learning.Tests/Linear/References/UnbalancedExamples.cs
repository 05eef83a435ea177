namespace Distributed.Learning.Tests;

/// <summary>Small data about which nothing is even: features of several sizes, some of them mostly zero, labels mostly of one class, weights from a half to two.</summary>
internal static class UnbalancedExamples
{
    internal static LinearExamples Of(bool isBinary, bool isSparse, bool hasWeights = true, int count = 300, int features = 8)
    {
        var random = new Random(11);
        double[] planted = [.. Enumerable.Range(0, features).Select(_ => (random.NextDouble() - 0.5) * 10)];
        var builder = new LinearExamplesBuilder(features, hasWeights);
        builder.StartBatch(0);
        for (int i = 0; i < count; i++)
        {
            float[] values = [.. Enumerable.Range(0, features).Select(j => isSparse && random.NextDouble() < 0.7 ? 0 : (float)((random.NextDouble() - 0.4) * (1 + (j % 3))))];
            double score = -2.5;
            for (int j = 0; j < features; j++)
                score += values[j] * planted[j];
            float label = isBinary ? (random.NextDouble() < 1 / (1 + Math.Exp(-score)) ? 1 : -1) : (float)(score + random.NextDouble() - 0.5);
            builder.TryAdd(label, 0.5f + (i % 4 * 0.5f), [], values).Should().BeTrue();
        }

        return LinearExamplesBuilder.Build(builder);
    }
}
