namespace Distributed.Learning.Tests;

public sealed class IncidenceTests
{
    private static readonly Rating[] _read = [.. Enumerable.Range(0, 400).Select(n => new Rating(n * 7 % 40, n * n % 31, 1))];

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 4)]
    public void Rows_of_both_axes_name_each_other_however_the_ratings_are_cut(int shards, int blocks)
    {
        RatingShards ratings = RatingShards.Build([_read], new(40, 31, shards, blocks, 5), 1);
        Incidence byUser = Incidence.ByUser(ratings), byItem = byUser.Transpose(ratings.Items);

        var expected = _read.Select(r => (ratings.UserRows[r.User], ratings.ItemRows[r.Item])).Order().ToList();
        Pairs(byUser).Should().Equal(expected);
        Pairs(byItem).Select(p => (p.Item2, p.Item1)).Order().Should().Equal(expected);
        Enumerable.Range(0, byUser.Rows).Should().OnlyContain(row => IsAscending(byUser.Of(row).ToArray()));
        Enumerable.Range(0, byItem.Rows).Should().OnlyContain(row => IsAscending(byItem.Of(row).ToArray()));
    }

    [Fact]
    public void Cuts_are_of_about_equally_many_observations()
    {
        RatingShards ratings = RatingShards.Build([_read], new(40, 31, 1, 1, 5), 1);
        Incidence byUser = Incidence.ByUser(ratings);
        int[] cuts = byUser.Cut(4);
        cuts.Should().HaveCount(5).And.BeInAscendingOrder().And.StartWith(0).And.EndWith(byUser.Rows);
        for (int part = 0; part < 4; part++)
            Enumerable.Range(cuts[part], cuts[part + 1] - cuts[part]).Sum(row => byUser.Of(row).Length).Should().BeInRange(70, 130);
    }

    [Fact]
    public void More_parts_than_rows_leave_some_empty()
    {
        RatingShards ratings = RatingShards.Build([new Rating[] { new(0, 0, 1), new(1, 0, 1) }], new(2, 1, 1, 1, 5), 1);
        Incidence.ByUser(ratings).Cut(5).Should().BeInAscendingOrder().And.StartWith(0).And.EndWith(2);
    }

    private static List<(int, int)> Pairs(Incidence incidence) =>
        [.. Enumerable.Range(0, incidence.Rows).SelectMany(row => incidence.Of(row).ToArray().Select(other => (row, other)))];

    private static bool IsAscending(int[] values) => values.Zip(values.Skip(1)).All(p => p.First <= p.Second);
}
