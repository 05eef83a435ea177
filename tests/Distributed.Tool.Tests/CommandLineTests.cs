using System.CommandLine;
using System.CommandLine.Help;
using Spectre.Console;

namespace Distributed.Tool.Tests;

public sealed class CommandLineTests
{
    public static TheoryData<string, string> Options()
    {
        using var output = new StringWriter();
        IAnsiConsole console = PlainConsole.Create(output);
        var all = new TheoryData<string, string>();
        foreach (Command command in ToolCommand.Root(console, new PlainRunDisplay(output, TimeProvider.System), output).Subcommands)
            foreach (Option option in command.Options.Where(option => option is not HelpOption))
                all.Add(command.Name, option.Name);
        return all;
    }

    [Fact]
    public void All_commands_are_gone_through() =>
        Options().Select(row => (string)row[0]).Distinct().Should().Equal("simulate", "plan", "calibrate", "replay");

    [Theory]
    [MemberData(nameof(Options))]
    public async Task An_option_without_its_value_is_named(string command, string option)
    {
        ToolEnd end = await ToolEnd.OfAsync($"{command} {option}");
        Refused(end, $"{option}: its value is missing; write {option} *.");
        Refused(await ToolEnd.OfAsync($"{command} {Others(command, option)} {option}"), $"{option}: its value is missing; write {option} *.");
    }

    [Theory]
    [MemberData(nameof(Options))]
    public async Task An_option_that_is_there_twice_is_named(string command, string option)
    {
        string given = $"{option} {Value(option)}";
        Refused(await ToolEnd.OfAsync($"{command} {Others(command, option)} {given} {given}"), $"{option}*there *; leave one *");
    }

    [Theory]
    [InlineData("simulate --workers 2 --policies asp --json|", "--json: the name of the file is empty; give one.")]
    [InlineData("simulate --workers 2 --policies asp --report|", "--report: the name of the file is empty; give one.")]
    [InlineData("simulate --workers 2 --policies asp --data|", "--data: the name of the file is empty; give one.")]
    [InlineData("simulate --workers 2 --policies asp --data| ", "--data: the name of the file is empty; give one.")]
    [InlineData("plan --rows 1M --items 10 --workers 2 --json|", "--json: the name of the file is empty; give one.")]
    [InlineData("plan --rows 1M --items 10 --workers 2 --costs|", "--costs: the name of the file is empty; give one.")]
    [InlineData("calibrate --log|", "--log: the name of the file is empty; give one.")]
    [InlineData("calibrate --log x --check|", "--check: the name of the file is empty; give one.")]
    [InlineData("calibrate --log x --json|", "--json: the name of the file is empty; give one.")]
    [InlineData("replay|", "FILE: the name of the file is empty; give one.")]
    [InlineData("simulate --workers 2 --policies|;", "--policies: there is no policy in ';'; write one, such as ssp:3.")]
    [InlineData("simulate --workers 2 --policies|", "--policies: '' is no synchronization policy; *")]
    [InlineData("calibrate --log x --policies|;", "--policies: there is no policy in ';'; *")]
    [InlineData("replay x --policy|;", "--policy: there is no policy in ';'; *")]
    [InlineData("simulate --preset|", "--preset: '' is no preset; *")]
    [InlineData("simulate --workers 2 --policies asp --workload|", "--workload: '' is no workload; *")]
    [InlineData("simulate --workers 2 --policies asp --time-model|", "--time-model: '' is no part of a time model; *")]
    [InlineData("simulate --workers 2 --policies asp --time-model|trace:", "--time-model: 'trace:' *")]
    [InlineData("simulate --policies asp --workers|", "--workers is ''; give *")]
    [InlineData("plan --rows 1M --items 10 --workers 2 --cost|", "--cost: '' is no NAME=VALUE *")]
    public async Task What_is_empty_is_refused(string line, string message)
    {
        string[] parts = line.Split('|');
        Refused(await ToolEnd.OfAsync([.. parts[0].Split(' '), parts[1]]), message);
    }

    [Theory]
    [InlineData("calibrate --log run1.log --json ./run1.log", "--json: './run1.log' is what --log names, too, and would be overwritten; write elsewhere.")]
    [InlineData("calibrate --log a --check run1.log --json run1.log", "--json: 'run1.log' is what --check names, too, *")]
    [InlineData("simulate --workers 2 --policies asp --data f --json no/../f", "--json: 'no/../f' is what --data names, too, *")]
    [InlineData("simulate --workers 2 --policies asp --data f --report f", "--report: 'f' is what --data names, too, *")]
    [InlineData("simulate --workers 2 --policies asp --json f --report f", "--report: 'f' is what --json names, too, *")]
    [InlineData("simulate --preset ssp-sweep --json f --report f", "--report: 'f' is what --json names, too, *")]
    [InlineData("plan --rows 1M --items 10 --workers 2 --costs f --json f", "--json: 'f' is what --costs names, too, *")]
    public async Task What_is_written_never_takes_the_place_of_what_is_read(string line, string message) => Refused(await ToolEnd.OfAsync(line), message);

    [Theory]
    [InlineData("simulate --workers 2 --workers 3 --policies asp", "--workers is there 2 times; leave one of them.")]
    [InlineData("replay x --policy asp,bsp", "--policy: 'asp,bsp' holds 2 policies; give one.")]
    [InlineData("replay x --policy asp --policy bsp", "--policy is there 2 times; leave one of them.")]
    [InlineData("plan --rows 1M --items 10 --workers 2 --cost factorNs=1 --cost factorNs=2", "--cost: factorNs is there twice; leave one out.")]
    [InlineData("simulate --workers 2 --policies asp --scaling strong", "--scaling is for several --workers; *")]
    [InlineData("simulate --workers 2 --policies asp --time-model clock:1+clock:2", "--time-model: 'clock:1' and 'clock:2' are about one thing; leave one of them.")]
    [InlineData("simulate --workers 2 --policies asp --time-model lognormal:0.1+clock:2+pareto:2", "--time-model: 'lognormal:0.1' and 'pareto:2' are about one thing; *")]
    [InlineData("simulate --workers 2 --policies asp --time-model none+pareto:2", "--time-model: 'none' and 'pareto:2' are about one thing; *")]
    [InlineData("simulate --workers 2 --policies asp --network latency:1+latency:2", "--network: 'latency:1' and 'latency:2' are about one thing; *")]
    [InlineData("simulate --workers 2 --policies asp --faults restart:never+restart:3", "--faults: 'restart:never' and 'restart:3' are about one thing; *")]
    [InlineData("simulate --workers 2 --policies asp --faults lost:0.1+lost:0.2", "--faults: 'lost:0.1' and 'lost:0.2' are about one thing; *")]
    [InlineData("simulate --workers 2000,1 --policies asp --batch 10000000 --scaling strong", "--workers: the 20000000000 examples that 2000 workers have in a clock are more than 10,000,000 for each of 1; *")]
    public async Task What_contradicts_itself_is_refused(string line, string message) => Refused(await ToolEnd.OfAsync(line), message);

    [Theory]
    [InlineData("simulate --workers 2 --policies asp --json")]
    [InlineData("simulate --workers 2 --policies asp --report")]
    [InlineData("plan --rows 1M --items 10 --workers 2 --json")]
    public async Task A_place_that_cannot_be_written_to_is_noticed_before_the_run(string line)
    {
        using var folder = new TemporaryFolder();
        // Longer than any file system takes, which stops an administrator, too.
        string name = folder.File(new string('n', 300));
        Refused(await ToolEnd.OfAsync($"{line} {name}"), $"{line.Split(' ')[^1]}: '{name}' cannot be written (*); write elsewhere.");
    }

    [Fact]
    public void Asking_for_a_place_leaves_it_as_it_was()
    {
        using var folder = new TemporaryFolder();
        OutputFile.Check("--json", folder.File("new"));
        File.Exists(folder.File("new")).Should().BeFalse();
        string old = folder.Write("old", "kept");
        OutputFile.Check("--json", old);
        File.ReadAllText(old).Should().Be("kept");
        File.SetAttributes(old, FileAttributes.ReadOnly);
        if (!Environment.IsPrivilegedProcess)
            FluentActions.Invoking(() => OutputFile.Check("--json", old)).Should().Throw<ToolException>().WithMessage("--json: '*' cannot be written (it is read-only); write elsewhere.");
        File.SetAttributes(old, FileAttributes.Normal);
    }

    [Fact]
    public async Task A_mistake_of_the_programs_own_ends_in_one_line_too()
    {
        using var error = new StringWriter { NewLine = "\n" };
        (await ToolCommand.EndAsync(error, () => throw new InvalidOperationException("two\nlines"))).Should().Be(70);
        error.ToString().Should().Be("unexpected error: InvalidOperationException: two lines\n");
    }

    private static void Refused(ToolEnd end, string message)
    {
        end.ExitCode.Should().Be(2, end.Error);
        end.Output.Should().BeEmpty();
        end.Error.TrimEnd('\n').Should().Match(message).And.NotContain("\n");
    }

    // What the command cannot do without, unless it is what is tried.
    private static string Others(string command, string option) => string.Join(' ', (command switch
    {
        "simulate" => new[] { "--workers 2", "--policies asp" },
        "plan" => ["--rows 1M", "--items 10", "--workers 2"],
        "calibrate" => ["--log x"],
        _ => ["x"],
    }).Where(other => !other.StartsWith(option + " ", StringComparison.Ordinal)));

    private static string Value(string option) => option switch { "--policies" or "--policy" => "asp", "--cost" => "factorNs=1", _ => "1" };
}
