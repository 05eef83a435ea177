namespace Distributed.Learning.Tests;

public sealed class GradientKernelTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(50)]
    [InlineData(333)]
    public void Four_rows_at_once_are_each_the_plain_loop_to_the_bit(int features)
    {
        LinearShards examples = new(PlantedLinear.Examples(LinearLoss.Logistic, 31, features, features), 1);
        var random = new Random(4);
        float[] weights = [.. Enumerable.Range(0, features).Select(_ => random.NextSingle() - 0.5f)], slopes = [.. Enumerable.Range(0, 31).Select(_ => random.NextSingle() - 0.5f)];
        float[] margins = new float[31], gradient = new float[features], plain = new float[features];
        GradientKernel.Margins(examples, 0, weights, 0.25f, margins);
        GradientKernel.AddScaled(examples, 0, slopes, gradient);
        for (int i = 0; i < 31; i++)
        {
            margins[i].Should().Be(PlainLinear.Dot(examples.Row(i), weights) + 0.25f);
            PlainLinear.AddScaled(examples.Row(i), slopes[i], plain);
        }

        gradient.Should().Equal(plain);
    }

    [Fact]
    public void Nothing_is_allocated_for_a_batch()
    {
        LinearShards examples = new(PlantedLinear.Examples(LinearLoss.Logistic, 64, 20, 20), 1);
        var gradient = new MarginGradient<LogisticMarginLoss>(default);
        float[] at = new float[20], sums = new float[20], bias = new float[1], biasSum = new float[1];
        long least = long.MaxValue;
        for (int round = 0; round < 20; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            gradient.Add(examples, 0, 32, new(at, bias, 20), new(sums, biasSum, 20));
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        least.Should().Be(0);
    }
}
