using MovieLens;

namespace Samples.Tests;

public sealed class FieldsTests
{
    [Theory]
    [InlineData("1,Toy Story (1995),Comedy", new[] { "1", "Toy Story (1995)", "Comedy" })]
    [InlineData("11,\"American President, The (1995)\",Drama", new[] { "11", "American President, The (1995)", "Drama" })]
    [InlineData("2,\"Say \"\"hi\"\", now\"", new[] { "2", "Say \"hi\", now" })]
    [InlineData("a,,", new[] { "a", "", "" })]
    [InlineData("", new[] { "" })]
    [InlineData("\"\",x", new[] { "", "x" })]
    public void A_line_splits_at_commas_outside_quotes(string line, string[] expected) => Fields.Split(line, ",").Should().Equal(expected);

    [Theory]
    [InlineData("3,\"Big\" Trouble,x", new[] { "3", "\"Big\" Trouble", "x" })]
    [InlineData("4,\"never closed", new[] { "4", "\"never closed" })]
    [InlineData("5,5\" screen,x", new[] { "5", "5\" screen", "x" })]
    public void A_quote_that_does_not_enclose_a_field_is_a_plain_character(string line, string[] expected) =>
        Fields.Split(line, ",").Should().Equal(expected);

    [Fact]
    public void A_separator_may_have_two_characters() =>
        Fields.Split("1::\"a::b\"::c:d", "::").Should().Equal("1", "a::b", "c:d");
}
