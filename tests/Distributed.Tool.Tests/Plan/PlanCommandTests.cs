using System.Text.Json;

namespace Distributed.Tool.Tests;

public sealed class PlanCommandTests
{
    private const string Good = "--rows 1B --items 1M --workers 200 --masters 16";

    [Theory]
    [InlineData("--items 10 --workers 4", "--rows N is missing: *")]
    [InlineData("--rows 0 --items 10 --workers 4", "--rows is '0'; give a whole number from 1 to 1,000,000,000,000,000, such as 5000000, 5M or 1B.")]
    [InlineData("--rows -5M --items 10 --workers 4", "--rows is '-5M'; give *")]
    [InlineData("--rows 99999999999999999999999B --items 10 --workers 4", "--rows is '9*'; give *")]
    [InlineData("--rows 1.5 --items 10 --workers 4", "--rows is '1.5'; give *")]
    [InlineData("--rows 1M --workers 4", "--items N for a factorization, or --columns N for a linear model: give one of them.")]
    [InlineData("--rows 1M --items 5 --columns 5 --workers 4", "--items N for a factorization, or --columns N*")]
    [InlineData("--rows 1M --columns 5 --rank 5 --workers 4", "--rank is for a factorization; *")]
    [InlineData("--rows 1M --items 3B --workers 4", "--items is '3B'; give a whole number from 1 to 2,147,483,647, *")]
    [InlineData("--rows 1M --items 10", "--workers N is missing: *")]
    [InlineData("--rows 1M --items 10 --workers 0", "--workers is '0'; give a whole number from 1 to 10,000.")]
    [InlineData("--rows 3 --items 10 --workers 4", "--workers is 4, but there are only 3 rows; *")]
    [InlineData("--rows 1M --items 10 --workers 4 --workers-per-process 5", "--workers-per-process is 5, but there are only 4 workers; *")]
    [InlineData("--rows 1M --items 10 --workers 4 --masters -1", "--masters is '-1'; give a whole number from 1 to 1,000.")]
    [InlineData("--rows 1M --items 10 --workers 4 --rank 0", "--rank is '0'; give a whole number from 1 to 65,536.")]
    [InlineData("--rows 1M --items 10 --workers 4 --clocks 20", "--clocks is 20, but a worker's part can be cut into 10 at most; give fewer.")]
    [InlineData("--rows 1M --items 10 --workers 4 --latency 0", "--latency is '0'; give a number over 0, *")]
    [InlineData("--rows 1M --items 10 --workers 4 --worker-bandwidth NaN", "--worker-bandwidth is 'NaN'; give *")]
    [InlineData("--rows 1M --items 10 --workers 4 --data-placement here", "--data-placement: 'here' is no placement; write shared or local.")]
    [InlineData("--rows 1M --items 10 --workers 4 --time-model clock:2", "--time-model: leave clock:SECONDS out; *")]
    [InlineData("--rows 1M --items 10 --workers 4 --cost tea=2", "--cost: 'tea=2' is no NAME=VALUE with a name of ratingNs, *")]
    [InlineData("--rows 1M --items 10 --workers 4 --cost factorNs=0", "--cost: factorNs is '0'; give a number over 0, *")]
    [InlineData("--rows 1M --items 10 --workers 4 --costs /there/is/no/such.json", "--costs: '/there/is/no/such.json' cannot be read (*); give *")]
    [InlineData("--rows 1000000B --items 10 --workers 1 --rank 65536 --clocks 1", "These numbers cannot be planned: a clock would take longer than a year; *")]
    public async Task Bad_input_is_one_line_and_exit_code_2(string line, string message)
    {
        ToolEnd end = await ToolEnd.OfAsync("plan " + line);
        end.ExitCode.Should().Be(2);
        end.Output.Should().BeEmpty();
        end.Error.TrimEnd('\n').Should().Match(message).And.NotContain("\n");
    }

    [Fact]
    public async Task A_plan_is_shown_and_written()
    {
        using var folder = new TemporaryFolder();
        ToolEnd end = await ToolEnd.OfAsync($"plan {Good} --json {folder.File("p.json")}");
        end.ExitCode.Should().Be(0, end.Error);
        foreach (string text in new[] { "1,000,000,000 ratings", "10,000,000 users", "200 workers", "float32", "int8", "memory a worker", "memory a master", "busy: control slot", "shortest clock under 10 % waiting", "bottleneck", "the first to be busier than their processors" })
            end.Output.Should().Contain(text);

        using JsonDocument json = JsonDocument.Parse(await File.ReadAllTextAsync(folder.File("p.json")));
        JsonElement[] rows = [.. json.RootElement.EnumerateArray()];
        rows.Select(row => row.GetProperty("coding").GetString()).Should().Equal("float32", "int8");
        rows.Should().OnlyContain(row => row.GetProperty("epochSeconds").GetDouble() > 0 && row.GetProperty("busy").EnumerateObject().Count() == 6);
        rows[0].GetProperty("pushBytes").GetDouble().Should().BeGreaterThan(3 * rows[1].GetProperty("pushBytes").GetDouble());
    }

    [Fact]
    public async Task Costs_come_from_a_file_and_single_ones_from_the_command_line()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("costs.json", (UnitCosts.Default.With("factorNs", 1e6) with { MeasuredOn = "here" }).ToJson());
        ToolEnd fromFile = await ToolEnd.OfAsync($"plan --rows 1M --items 1k --workers 2 --costs {file}");
        fromFile.Output.Should().Contain("measured on: here").And.MatchRegex("bottleneck +│ +worker CPU │ +worker CPU");
        ToolEnd single = await ToolEnd.OfAsync($"plan --rows 1M --items 1k --workers 2 --costs {file} --cost factorNs=0.1 --cost commitNs=500000000 --cost publishNs=5");
        single.Output.Should().MatchRegex("bottleneck +│ +control slot │ +control slot");
    }

    [Fact]
    public async Task What_does_not_fit_is_said() =>
        (await ToolEnd.OfAsync("plan --rows 1B --items 100M --workers 200 --masters 16")).Output.Should().Contain("Does not fit (float32): a table has 6,400,000,000 values");

    [Fact]
    public async Task A_linear_model_is_planned_too() =>
        (await ToolEnd.OfAsync("plan --rows 100M --columns 64 --workers 200 --masters 16")).Output.Should().Contain("100,000,000 rows of 64 features");
}
