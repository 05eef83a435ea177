using ParameterStore;

namespace Distributed.Learning.Tests;

/// <summary>What a pass does to single rows of duals.</summary>
public sealed class DualPassTests
{
    private const int Columns = DualTables.Rest + 1, Resting = 6, Rested = 1;

    private const float Alpha = 0.25f, Stale = 0.75f;

    [Fact]
    public void An_example_that_rests_keeps_its_dual_all_epoch_so_that_its_mean_is_its_dual()
    {
        (BlockLoss loss, float[][] rows, double[] sums) = Run(_ => Resting);
        rows.Should().AllSatisfy(row => row.Should().Equal(Alpha, Alpha, Rested));
        sums.Should().OnlyContain(sum => sum == 0);
        loss.Sum.Should().BeApproximately(rows.Length * new HingeDualLoss(0.5).Settled(Alpha, 1), 1e-9, "an example that rests counts as what it was settled at");
        loss.Gap.Should().Be(0);
    }

    [Fact]
    public void Beside_examples_that_rest_others_are_stepped_on_and_have_their_share_of_the_epoch()
    {
        (_, float[][] rows, double[] sums) = Run(i => i % 2 == 0 ? Resting : 0);
        for (int i = 0; i < rows.Length; i += 2)
            rows[i].Should().Equal(Alpha, Alpha, Rested);
        for (int i = 1; i < rows.Length; i += 2)
        {
            rows[i][DualTables.Alpha].Should().BeGreaterThan(Alpha);
            rows[i][DualTables.Mean].Should().Be(Alpha + ((rows[i][DualTables.Alpha] - Alpha) * (rows.Length - i) / rows.Length));
        }

        sums.Should().Contain(sum => sum != 0);
    }

    /// <summary>A pass over examples of label 1, in order, from duals whose means are stale.</summary>
    private static (BlockLoss Loss, float[][] Rows, double[] Sums) Run(Func<int, float> rest)
    {
        const int Count = 10;
        var builder = new ExampleChunkBuilder(2, hasWeights: false);
        for (int i = 0; i < Count; i++)
            builder.Add(1, 1, [], [0.1f * i, 0.1f]);
        var problem = new DualProblem(new(new([builder.Take()], [.. Enumerable.Range(0, Count)], 2), 1), 1, 0, HasBias: true);
        float[] duals = [.. Enumerable.Range(0, Count).SelectMany(i => new[] { Alpha, Stale, rest(i) })];
        double[] sums = new double[problem.Sums];
        BlockLoss loss = new DualPass(problem, Safety: 1, SettledShare: 1e-4).Run(new HingeDualLoss(0.5), [.. Enumerable.Range(0, Count)], 0, Count, new RowView(duals, Columns), sums);
        return (loss, [.. duals.Chunk(Columns)], sums);
    }
}
