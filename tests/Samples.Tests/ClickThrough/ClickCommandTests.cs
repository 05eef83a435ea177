using ClickThrough;

namespace Samples.Tests;

public sealed class ClickCommandTests
{
    [Fact]
    public void No_argument_means_a_generated_log_and_the_defaults()
    {
        ClickOptions options = Parse("").Options!;
        options.Should().Be(new ClickOptions { Sync = options.Sync });
        options.Sync.ToString().Should().Be("ssp:3");
    }

    [Fact]
    public void Every_option_arrives()
    {
        ClickOptions options = Parse("--data c.tsv --bits 10 --epochs 7 --seed -5 --compare --save m.zip --json --workers 4 --policy asp --redis here:6379 --job j --workers-total 12 --processes 3").Options!;
        options.Should().Be(new ClickOptions
        {
            Data = "c.tsv",
            Bits = 10,
            Epochs = 7,
            Seed = -5,
            Compare = true,
            Model = "m.zip",
            Json = true,
            Workers = 4,
            Sync = options.Sync,
            Redis = "here:6379",
            Job = "j",
            WorkersTotal = 12,
            Processes = 3,
        });
        options.Sync.ToString().Should().Be("asp");
        Parse("--rows 500").Options!.Rows.Should().Be(500);
    }

    [Fact]
    public void Dual_ascent_goes_in_step_unless_something_else_is_said()
    {
        Parse("--trainer sdca").Options!.Sync.ToString().Should().Be("bsp");
        Parse("--trainer sdca --sync ssp:2").Options!.Sync.ToString().Should().Be("ssp:2");
        Parse("--trainer gradients").Options!.Should().Be(Parse("").Options! with { Sync = Parse("--trainer gradients").Options!.Sync });
    }

    [Theory]
    [InlineData("--bits 23", "--bits is 23; give a whole number from 1 to 22.")]
    [InlineData("--rows 10 --data c.tsv", "--rows says how many impressions to generate, but --data gives them; leave one of them out.")]
    [InlineData("--job j", "--job is for a job of several processes, which meet in a Redis; give --redis CONNECTION, too.")]
    public void A_bad_option_is_named_with_what_to_do(string line, string message)
    {
        (ClickOptions? options, IEnumerable<string> errors) = Parse(line);
        options.Should().BeNull();
        errors.Should().Equal(message);
    }

    private static (ClickOptions? Options, IEnumerable<string> Errors) Parse(string line) => ParsedCommand.Of<ClickOptions>(ClickCommand.Create, line);
}
