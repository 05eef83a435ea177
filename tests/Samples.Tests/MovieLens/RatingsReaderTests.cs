using System.Text;
using MovieLens;

namespace Samples.Tests;

public sealed class RatingsReaderTests
{
    [Theory]
    [InlineData("userId,movieId,rating,timestamp\n7,11,4.5,964982703\n8,12,0.5,1\n")]
    [InlineData("7\t11\t4.5\t964982703\n8\t12\t0.5\t1\n")]
    [InlineData("7::11::4.5::964982703\r\n8::12::0.5::1\r\n")]
    [InlineData("User_ID\tAnime_ID\tFeedback\n7\t11\t4.5\n\n8\t12\t.5")]
    public void All_layouts_read_alike(string text)
    {
        List<Rating> ratings = Read(text);
        ratings.Should().BeEquivalentTo(
            new[] { new Rating { User = 7, Movie = 11, Stars = 4.5f }, new Rating { User = 8, Movie = 12, Stars = 0.5f } },
            options => options.WithStrictOrdering());
    }

    [Theory]
    [InlineData("1,2,3\n1,x,3\n", 2, "'1,x,3'", "user,movie,rating")]
    [InlineData("userId,movieId,rating\n1,2\n", 2, "'1,2'", "user,movie,rating")]
    [InlineData("userId,movieId,rating\nagain,movieId,rating\n", 2, "'again,movieId,rating'", "user,movie,rating")]
    [InlineData("1\t2\t3\n\n1\t2\tfour\n", 3, "'1\t2\tfour'", "user <tab> movie <tab> rating")]
    [InlineData("1::2::3\n-1::2::3\n", 2, "'-1::2::3'", "user::movie::rating")]
    [InlineData("1,2,3\n1,99999999999,3\n", 2, "'1,99999999999,3'", "user,movie,rating")]
    [InlineData("1,2,3\n1,2,NaN\n", 2, "'1,2,NaN'", "user,movie,rating")]
    [InlineData("no ratings here\n", 1, "'no ratings here'", "user,movie,rating")]
    public void A_malformed_line_is_named_with_what_was_expected(string text, int line, string shown, string expected)
    {
        Action act = () => Read(text);
        act.Should().Throw<SampleException>().Which.Message.Should().StartWith($"r.csv, line {line}: ").And.Contain(shown).And.Contain(expected);
    }

    [Fact]
    public void A_long_malformed_line_is_cut()
    {
        Action act = () => Read("1,2,3\n" + new string('x', 5000));
        act.Should().Throw<SampleException>().Which.Message.Length.Should().BeLessThan(200);
    }

    [Theory]
    [InlineData("")]
    [InlineData("userId,movieId,rating\n")]
    public void Nothing_to_read_is_an_error(string text)
    {
        Action act = () => Read(text);
        act.Should().Throw<SampleException>().WithMessage("r.csv holds no ratings.");
    }

    private static List<Rating> Read(string text) => RatingsReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "r.csv");
}
