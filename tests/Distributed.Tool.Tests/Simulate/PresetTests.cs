using System.Text.Json;
using ParameterStore;

namespace Distributed.Tool.Tests;

public sealed class PresetTests
{
    private const long Short = 2_000_000_000;

    public static TheoryData<string> Names => [.. Preset.All.Select(preset => preset.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_preset_runs_with_a_row_a_policy(string name)
    {
        Preset preset = Preset.All.Single(each => each.Name == name);
        ExperimentPlan plan = preset.Plan(false);
        ExperimentConfiguration[] configurations = [.. plan.Configurations.Select(each => each with { Options = each.Options with { MaxTimeNs = Short } })];
        IReadOnlyList<ExperimentRow> rows = Experiment.Run(plan with { Configurations = configurations, Seeds = 1, Step = StepChoice.Given });
        rows.Should().HaveCount(configurations.Sum(each => each.Policies.Count));
        rows.Select(row => (row.Configuration, row.Policy)).Should().OnlyHaveUniqueItems();
        rows.Should().Contain(row => row.Workload == preset.DataWorkload);
        foreach (PublishedFigure figure in preset.Published)
            rows.Where(row => row.Configuration == figure.Configuration).Select(row => row.Policy).Should().Contain([figure.Policy, figure.Against]);
        plan.Seeds.Should().Be(10);
        foreach (ExperimentRow row in rows)
            ResultTables.Of([row], configurations.Single(each => each.Name == row.Configuration).Options, preset.Measures).Columns.Should().HaveCount(ResultTables.Columns.Count + preset.Measures.Count);
    }

    [Fact]
    public void A_published_figure_stands_beside_ours_and_a_lower_one_of_ours_is_explained()
    {
        var figure = new PublishedFigure("c", "specsync", "asp", 2, "Paper", "Because.");
        figure.Beside([Row("asp", 30), Row("specsync", 20)]).Should().Be("specsync over asp (c): published 2.00× (Paper); here 1.50×. Because.");
        figure.Beside([Row("asp", 50), Row("specsync", 20)]).Should().Be("specsync over asp (c): published 2.00× (Paper); here 2.50×.");
        figure.Beside([Row("asp", null), Row("specsync", 20)]).Should().EndWith("here not to be had, since one of them did not reach the target. Because.");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Where_no_figure_was_published_that_is_told(string name)
    {
        SimulatePlan plan = SimulatePlan.Of(new() { Preset = name });
        (plan.Notes.Count(note => note == "No published figure for this cluster.") == 1).Should().Be(plan.Published.Count == 0);
    }

    [Fact]
    public void Progress_and_the_time_without_waiting_are_those_of_the_runs()
    {
        SimulationOptions options = new() { Workers = 4, Target = 0.65, Step = 0.2 };
        ExperimentRow[] rows = [.. Experiment.Run(new() { Configurations = [new("c", options, [SyncPolicy.Asynchronous, SyncPolicy.BulkSynchronous])], Seeds = 3 })];
        foreach (ExperimentRow row in rows)
        {
            double perClock = RowMeasure.ProgressPerClock.Of(options, row)!.Value, perSecond = RowMeasure.ProgressPerSecond.Of(options, row)!.Value;
            (perClock * RowMeasure.ClocksPerSecond.Of(options, row)!.Value).Should().BeApproximately(perSecond, 0.3 * perSecond);
            RowMeasure.NoWaitBound.Of(options, row).Should().BeLessThan(row.TimeToTarget!.Value);
        }

        RowMeasure.ClocksPerSecond.Of(options, rows[1]).Should().BeLessThan(RowMeasure.ClocksPerSecond.Of(options, rows[0])!.Value, "some wait");
    }

    [Fact]
    public void Another_choice_of_the_step_is_made_on_the_presets_own_grid()
    {
        SimulatePlan plan = SimulatePlan.Of(new() { Preset = "specsync-mf", Step = StepChoice.Best() });
        plan.Experiment.Step.Grid.Should().HaveCount(13);
        plan.Experiment.Step.Factor.Should().BeNull();
    }

    [Fact]
    public async Task Coded_products_are_told_and_written_like_policies()
    {
        using var folder = new TemporaryFolder();
        ToolEnd end = await ToolEnd.OfAsync($"simulate --preset coded --seeds 1 --json {folder.File("r.json")} --report {folder.File("r.html")}");
        end.ExitCode.Should().Be(0, end.Error);
        end.Output.Should().Contain("μ = 0.1").And.Contain("k*").And.Contain("1/(μγ) = 0.318").And.Contain("One run with seed 1, the mean of ").And.NotContain("Medians of 1");
        using JsonDocument json = JsonDocument.Parse(await File.ReadAllTextAsync(folder.File("r.json")));
        json.RootElement.GetArrayLength().Should().Be(3 * 7 * 2);
        json.RootElement.EnumerateArray().Select(row => row.GetProperty("policy").GetString()).Should().Contain(["uncoded", "mds:682/1000"]);
        (await File.ReadAllTextAsync(folder.File("r.html"))).Should().Contain("<h2>μ = 10</h2>").And.NotContain("class=\"chart\"");
    }

    [Theory]
    [InlineData("--preset coded --step 2", "--step is for presets that learn, and --preset coded does not; leave it out.")]
    [InlineData("--preset ssp-sweep --workers 4", "--workers is what --preset ssp-sweep already says; leave one of them out.")]
    [InlineData("--preset ssp-sweep --target 0.3", "--target is what --preset ssp-sweep already says for the data that it generates; leave it out, or give --data FILE, too.")]
    public async Task What_a_preset_says_is_not_said_again(string line, string message)
    {
        ToolEnd end = await ToolEnd.OfAsync("simulate " + line);
        (end.ExitCode, end.Error).Should().Be((2, message + "\n"));
    }

    private static ExperimentRow Row(string policy, double? seconds) => new()
    {
        Preset = "",
        Configuration = "c",
        Workload = "logistic",
        Workers = 2,
        Policy = policy,
        Step = 1,
        Seeds = 1,
        Reached = 1,
        TimeToTarget = seconds,
        Speedup = 1,
        Spread = null,
        Clocks = 1,
        Pushes = 1,
        Pulls = 1,
        Aborts = 0,
        MeanStaleness = 0,
        WaitedShare = 0,
        AbortedShare = 0,
        Bytes = 1,
        FinalLoss = 1,
        EventLogHash = "0",
        Runs = [],
    };
}
