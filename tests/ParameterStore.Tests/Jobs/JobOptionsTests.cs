namespace ParameterStore.Tests;

public class JobOptionsTests
{
    [Fact]
    public void The_defaults_are_valid()
    {
        var options = new Options();

        options.Check();

        options.Synchronization.ToString().Should().Be("ssp:3");
        options.WorkersOrDefault.Should().BeInRange(1, JobOptions.WorkersLimit);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1025)]
    public void A_number_of_workers_out_of_range_is_told_what_to_do(int workers) =>
        FluentActions.Invoking(() => new Options { Workers = workers }.Check()).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage($"Workers is {workers}, but a process has 1 to 1024; leave it null for one a processor.*");

    [Theory]
    [InlineData(1)]
    [InlineData(1024)]
    public void The_number_of_workers_is_what_was_asked_for(int workers)
    {
        var options = new Options { Workers = workers };

        options.Check();

        options.WorkersOrDefault.Should().Be(workers);
    }

    [Fact]
    public void What_is_missing_or_unknown_is_refused_by_name()
    {
        FluentActions.Invoking(() => new Options { Synchronization = null! }.Check()).Should().Throw<ArgumentNullException>().WithParameterName("Synchronization");
        FluentActions.Invoking(() => new Options { Placement = null! }.Check()).Should().Throw<ArgumentNullException>().WithParameterName("Placement");
        FluentActions.Invoking(() => new Options { JobId = "" }.Check()).Should().Throw<ArgumentException>().WithMessage("*give the job a name or leave it null*");
        FluentActions.Invoking(() => new Options { OnCancel = (CancelBehavior)7 }.Check()).Should().Throw<ArgumentOutOfRangeException>().WithMessage("*use Throw or ReturnModelSoFar*");
    }

    private sealed class Options : JobOptions
    {
        public void Check() => ValidateJob();
    }
}
