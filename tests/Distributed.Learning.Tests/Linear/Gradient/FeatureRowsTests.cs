using ParameterStore;

namespace Distributed.Learning.Tests;

public sealed class FeatureRowsTests
{
    private static readonly TableId _table = new(0);

    [Theory]
    [InlineData(5_000, 6, 1)]
    [InlineData(130, 40, 1)]
    [InlineData(127, 40, 3)]
    [InlineData(70, 70, 2)]
    public void What_is_collected_and_borne_after_others_is_what_it_is_at_first(int features, int used, int classes)
    {
        LinearShards examples = new(PlantedLinear.Examples(LinearLoss.Squared, 60, features, used, weights: true), 1);
        var layout = new GradientLayout(features, classes, Width: 1, HasCounts: true);
        float[] reciprocals = FeatureShares.Reciprocals(examples);
        var again = new FeatureRows(examples, layout, reciprocals);
        for (int first = 0; first < examples.Count; first += 5)
        {
            var fresh = new FeatureRows(examples, layout, reciprocals);
            Collect(again, first).Should().Equal(Collect(fresh, first));
            again.Penalties.ToArray().Should().Equal(fresh.Penalties.ToArray());
            fresh.Penalties.ToArray().Should().Contain(p => p > 0);
        }
    }

    private static RowRange[] Collect(FeatureRows rows, int first)
    {
        rows.Clear();
        rows.Mark((first, 5));
        return rows.Collect(_table).Ranges.ToArray();
    }
}
