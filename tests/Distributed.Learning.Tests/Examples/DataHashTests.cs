namespace Distributed.Learning.Tests;

public class DataHashTests
{
    private static readonly Rating[] _ratings = [.. Enumerable.Range(0, 3000).Select(i => new Rating(i * 7 % 100, i * 13 % 80, i % 5))];

    [Fact]
    public void The_order_of_reading_leaves_no_trace()
    {
        Rating[] reversed = [.. _ratings.Reverse()];
        Hash(reversed).Should().Be(Hash(_ratings));
        DataHash.OfSet([reversed.AsMemory(0, 10), reversed.AsMemory(10)]).Should().Be(DataHash.OfSet([_ratings]));
    }

    [Fact]
    public void Every_rating_and_every_part_of_it_counts()
    {
        var seen = new HashSet<ulong> { Hash(_ratings), Hash(_ratings[1..]), Hash([.. _ratings, _ratings[0]]) };
        var sets = new HashSet<ulong> { DataHash.OfSet([_ratings]), DataHash.OfSet([_ratings[1..]]), DataHash.OfSet([_ratings, _ratings.AsMemory(0, 1)]) };
        foreach (Rating other in new[] { _ratings[7] with { User = 99 }, _ratings[7] with { Item = 79 }, _ratings[7] with { Value = 2.5f } })
        {
            Rating[] changed = [.. _ratings];
            changed[7] = other;
            seen.Add(Hash(changed));
            sets.Add(DataHash.OfSet([changed]));
        }

        (seen.Count, sets.Count).Should().Be((6, 6));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(33)]
    public void Every_byte_and_the_length_count(int length)
    {
        byte[] bytes = new byte[length];
        var seen = new HashSet<ulong> { DataHash.Of<byte>(bytes, 0), DataHash.Of<byte>(bytes, 1), DataHash.Of<byte>(new byte[length + 1], 0) };
        for (int i = 0; i < length; i++)
        {
            bytes[i] = 1;
            seen.Add(DataHash.Of<byte>(bytes, 0));
            bytes[i] = 0;
        }

        seen.Should().HaveCount(length + 3);
    }

    private static ulong Hash(Rating[] ratings) => RatingShards.Build([ratings], new(100, 80, 4, 3, 1), threads: 2).Hash();
}
