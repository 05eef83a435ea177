namespace Distributed.Learning.Tests;

/// <summary>Passes of one worker come to the optimum, by the gap and by a reference.</summary>
public sealed class SdcaPassTests
{
    private const int Features = 12, Count = 300;

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 0)]
    [InlineData(true, 0.01)]
    public void The_gap_closes(bool isSparse, double lambda1)
    {
        LinearShards examples = Examples(isSparse);
        Gap(default(LogisticDualLoss), examples, lambda1).Should().BeInRange(-1e-6, 1e-5);
        Gap(default(SquaredDualLoss), examples, lambda1).Should().BeInRange(-1e-6, 1e-5);
        Gap(new HingeDualLoss(0.5), examples, lambda1).Should().BeInRange(-1e-6, 1e-5);
        Gap(new HuberDualLoss(0.5), examples, lambda1).Should().BeInRange(-1e-6, 1e-5);
    }

    [Fact]
    public void Rows_are_whole_or_sparse_by_what_they_hold()
    {
        LinearShards examples = Examples(isSparse: true);
        for (int i = 0; i < Count; i++)
        {
            FeatureRow row = examples.Row(i);
            int used = row.Values.Length - row.Values.Count(0f);
            row.IsDense.Should().Be(2 * used >= Features);
        }
    }

    private static double Gap<TLoss>(TLoss loss, LinearShards examples, double lambda1)
        where TLoss : struct, IDualLoss<TLoss>
    {
        const double Lambda = 0.01;
        float[] alphas = new float[Count], squares = new float[Count], sums = new float[Features], weights = new float[Features];
        int[] order = [.. Enumerable.Range(0, Count)];
        for (int i = 0; i < Count; i++)
            squares[i] = RowKernel.SquaredLength(examples.Row(i));
        var pass = new SdcaPass(examples, Lambda, (float)(lambda1 / Lambda), Count, Safety: 1);
        var random = new Random(1);
        for (int round = 0; round < 200; round++)
        {
            random.Shuffle(order);
            pass.Run(loss, order, 0, alphas, squares, sums);
        }

        for (int j = 0; j < Features; j++)
            weights[j] = RowKernel.Beyond(sums[j], pass.Threshold);
        var gap = DualityGap.Of(loss, examples, 0, alphas, weights);
        return gap.Primal(Count, Lambda, lambda1, weights) - gap.Dual(Count, Lambda, weights);
    }

    private static LinearShards Examples(bool isSparse)
    {
        var random = new Random(7);
        var builder = new ExampleChunkBuilder(Features, hasWeights: false);
        for (int i = 0; i < Count; i++)
        {
            float[] values = new float[Features];
            for (int j = 0; j < Features; j++)
                values[j] = isSparse && random.NextDouble() < 0.5 ? 0 : (float)(random.NextDouble() - 0.5);
            builder.Add(random.Next(2) == 0 || values[0] > 0.2 ? 1 : -1, 1, [], values);
        }

        return new(new([builder.Take()], [.. Enumerable.Range(0, Count)], Features), shards: 1);
    }
}
