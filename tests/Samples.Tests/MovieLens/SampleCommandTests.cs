using MovieLens;

namespace Samples.Tests;

public sealed class SampleCommandTests
{
    [Fact]
    public void No_argument_means_generated_ratings_and_the_defaults()
    {
        SampleOptions options = Parse("").Options!;
        options.Sync.ToString().Should().Be("ssp:3");
        options.Should().Be(new SampleOptions { Sync = options.Sync });
    }

    [Fact]
    public void Every_option_arrives()
    {
        SampleOptions options = Parse("--data r.csv --workers 4 --sync asp --rank 32 --epochs 7 --seed -5 --salt 18446744073709551615 --compare --model m.zip --json --clocks 5 --redis here:6379 --job j --workers-total 12 --processes 3").Options!;
        options.Should().Be(new SampleOptions
        {
            Data = "r.csv",
            Workers = 4,
            Sync = options.Sync,
            Rank = 32,
            Epochs = 7,
            Seed = -5,
            Salt = ulong.MaxValue,
            Compare = true,
            Model = "m.zip",
            Json = true,
            Clocks = 5,
            Redis = "here:6379",
            Job = "j",
            WorkersTotal = 12,
            Processes = 3,
        });
        options.Sync.ToString().Should().Be("asp");
        Parse("--download").Options!.Download.Should().BeTrue();
    }

    [Theory]
    [InlineData("essp:3")]
    [InlineData("dssp:3,12")]
    [InlineData("autostaleness")]
    [InlineData("elasticbsp:15")]
    [InlineData("specsync")]
    [InlineData("kofn:3/4,cache")]
    [InlineData("naive:5")]
    public void All_of_the_READMEs_policies_are_taken(string policy) =>
        Parse($"--sync {policy}").Options!.Sync.ToString().Should().StartWith(policy.Split(':')[0]);

    [Theory]
    [InlineData("--redis here --processes 3", 1, 3)]
    [InlineData("--redis here --processes 3 --workers 2", 2, 6)]
    [InlineData("--redis here --processes 3 --workers 2 --workers-total 10", 2, 10)]
    [InlineData("--redis here --job j --workers 2 --workers-total 10", 2, 10)]
    public void Processes_started_here_have_a_worker_each_and_are_all_there_are_unless_said_otherwise(string line, int workers, int total)
    {
        SampleOptions options = Parse(line).Options!;
        (options.Workers, options.WorkersTotal).Should().Be((workers, total));
    }

    [Theory]
    [InlineData("--workers 0", "--workers is 0; give a whole number from 1 to 1,024.")]
    [InlineData("--rank 1025", "--rank is 1025; give a whole number from 1 to 1,024.")]
    [InlineData("--epochs -3", "--epochs is -3; give a whole number from 1 to 10,000.")]
    [InlineData("--sync ssp", "--sync: 'ssp' is no synchronization policy; write ssp:S (S clocks of staleness, 0 to 1000000).")]
    [InlineData("--clocks 0", "--clocks is 0; give a whole number from 1 to 65,536.")]
    [InlineData("--job j", "--job is for a job of several processes, which meet in a Redis; give --redis CONNECTION, too.")]
    [InlineData("--processes 2", "--processes is for a job of several processes, which meet in a Redis; give --redis CONNECTION, too.")]
    [InlineData("--redis here --workers-total 4", "--redis joins a job of several processes; give it a name by --job ID, the same for all of them, or start them all here by --processes N.")]
    [InlineData("--redis here --job j", "--redis joins a job of several processes; say by --workers-total N how many workers they have together, or start them all here by --processes N.")]
    [InlineData("--redis here --job j --workers 4 --workers-total 2", "--workers-total is 2, but 4 workers are started here alone; raise it, or lower --workers.")]
    [InlineData("--redis here --processes 4 --workers-total 2", "--workers-total is 2, but 4 workers are started here alone; raise it, or lower --workers.")]
    [InlineData("--data r.csv --download", "--data and --download both say which ratings to use; give one of them.")]
    public void A_bad_option_is_named_with_what_to_do(string line, string message)
    {
        (SampleOptions? options, IEnumerable<string> errors) = Parse(line);
        options.Should().BeNull();
        errors.Should().Equal(message);
    }

    private static (SampleOptions? Options, IEnumerable<string> Errors) Parse(string line) => ParsedCommand.Of<SampleOptions>(SampleCommand.Create, line);
}
