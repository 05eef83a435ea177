using MovieLens;

namespace Samples.Tests;

public sealed class SplitTests
{
    [Theory]
    [InlineData(0UL, 0UL)]
    [InlineData(1UL, 0xb456bcfc34c2cb2cUL)]
    [InlineData(0xffffffffffffffffUL, 0x64b5720b4b825f21UL)]
    public void The_hash_is_MurmurHash3s_finalizer(ulong input, ulong expected) => Split.Mix(input).Should().Be(expected);

    [Fact]
    public void The_user_stands_in_the_upper_half_of_what_is_hashed()
    {
        foreach (ulong salt in new ulong[] { 0, 1, 4 })
        {
            for (int user = 1; user < 50; user++)
            {
                for (int movie = 1; movie < 50; movie++)
                {
                    bool expected = Split.Mix((((ulong)user * 4294967296UL) + (ulong)movie) ^ salt) % 10 == 0;
                    Split.IsTest(new Rating { User = user, Movie = movie }, salt).Should().Be(expected);
                }
            }
        }
    }

    [Fact]
    public void A_tenth_is_for_testing_and_no_rating_is_lost_or_doubled()
    {
        List<Rating> all = [.. from user in Enumerable.Range(1, 200) from movie in Enumerable.Range(1, 100) select new Rating { User = user, Movie = movie }];
        (List<Rating> train, List<Rating> test) = Split.Apply(all, 0);
        (train.Count + test.Count).Should().Be(all.Count);
        test.Count.Should().BeInRange(1_850, 2_150); // five standard deviations
        train.Concat(test).Should().OnlyHaveUniqueItems().And.BeSubsetOf(all);
    }

    [Fact]
    public void The_order_of_ratings_does_not_matter_but_the_salt_does()
    {
        List<Rating> all = [.. Enumerable.Range(1, 1000).Select(i => new Rating { User = 1 + (i % 7), Movie = i })];
        List<Rating> test = Split.Apply(all, 0).Test;
        Split.Apply([.. Enumerable.Reverse(all)], 0).Test.Should().BeEquivalentTo(test);
        Split.Apply(all, 1).Test.Should().NotBeEquivalentTo(test);
    }
}
