namespace Distributed.Tool.Tests;

public sealed class HumanTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.0123456, "0.0123")]
    [InlineData(1.5, "1.5")]
    [InlineData(12.34, "12.3")]
    [InlineData(123.4, "123")]
    [InlineData(12345, "12,345")]
    [InlineData(double.NaN, "–")]
    public void Numbers_have_three_digits(double value, string text) => Human.Digits(value).Should().Be(text);

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(999.9, "1 kB")]
    [InlineData(1_234_567, "1.23 MB")]
    [InlineData(5e12, "5 TB")]
    public void Bytes_have_the_unit_that_fits(double bytes, string text) => Human.Bytes(bytes).Should().Be(text);
}
