using System.Text.Json;
using ParameterStore;

namespace Distributed.Tool.Tests;

public sealed class SimulateRunTests
{
    private const string Quick = "simulate --workers 4 --policies asp,ssp:1,bsp --seeds 2 --max-time 8";

    private static readonly string[] _fields =
    [
        "preset", "configuration", "workload", "workers", "policy", "step", "seeds", "reached", "timeToTarget", "speedup", "spread", "clocks", "pushes", "pulls",
        "aborts", "meanStaleness", "bytes", "finalLoss", "eventLogHash",
    ];

    [Fact]
    public async Task A_comparison_is_shown_and_written()
    {
        using var folder = new TemporaryFolder();
        ToolEnd end = await ToolEnd.OfAsync($"{Quick} --seed 7 --target 0.6 --json {folder.File("r.json")} --report {folder.File("r.html")}");
        end.ExitCode.Should().Be(0, end.Error);
        foreach (string name in ResultTables.Columns.Select(column => column.Name).Concat(["asp", "ssp:1", "bsp", "each policy at its own best step", "seeds from 7 on"]))
            end.Output.Should().Contain(name);

        using JsonDocument json = JsonDocument.Parse(await File.ReadAllTextAsync(folder.File("r.json")));
        JsonElement[] rows = [.. json.RootElement.EnumerateArray()];
        rows.Select(row => row.GetProperty("policy").GetString()).Should().Equal("asp", "ssp:1", "bsp");
        rows.Should().OnlyContain(row => row.EnumerateObject().Select(field => field.Name).SequenceEqual(_fields));
        rows[0].GetProperty("speedup").GetDouble().Should().Be(1);
        rows[0].GetProperty("reached").GetInt32().Should().Be(2);
        rows[0].GetProperty("spread").GetArrayLength().Should().Be(2);
        rows[1].GetProperty("speedup").GetDouble().Should().BeApproximately(
            rows[0].GetProperty("timeToTarget").GetDouble() / rows[1].GetProperty("timeToTarget").GetDouble(), 1e-9);
        (await File.ReadAllTextAsync(folder.File("r.html"))).Should().StartWith("<!doctype html>");
    }

    [Theory]
    [InlineData("bsp", "")]
    [InlineData("ssp:1", "--faults crash:0.02+restart:1")]
    [InlineData("specsync", "")]
    public async Task An_event_log_of_a_simulation_replays_identically(string policy, string faults)
    {
        using var folder = new TemporaryFolder();
        ToolEnd end = await ToolEnd.OfAsync($"simulate --workers 4 --policies {policy} --seeds 1 --max-time 20 {faults} --event-log {folder.File("run.log")}".Replace("  ", " "));
        end.ExitCode.Should().Be(0, end.Error);
        ToolEnd replayed = await ToolEnd.OfAsync($"replay {folder.File("run.log")}");
        replayed.ExitCode.Should().Be(0, replayed.Output + replayed.Error);
        replayed.Output.Should().MatchRegex($"^{policy}.*: identical decisions on all \\d+ events\n$");
    }

    [Theory]
    [InlineData("--workers 4 --policies asp,bsp --seeds 1")]
    [InlineData("--workers 4,8 --policies asp --seeds 1")]
    [InlineData("--workers 4 --policies asp")]
    [InlineData("--workers 4 --policies asp --seeds 2")]
    [InlineData("--workers 4 --policies asp --seeds 1 --step each")]
    [InlineData("--preset coded --seeds 1")]
    public async Task An_event_log_is_of_one_run(string line)
    {
        using var folder = new TemporaryFolder();
        ToolEnd end = await ToolEnd.OfAsync($"simulate {line} --event-log {folder.File("run.log")}");
        end.ExitCode.Should().Be(2);
        end.Error.Should().StartWith("--event-log keeps one run; give one number of --workers");
        File.Exists(folder.File("run.log")).Should().BeFalse();
    }

    [Fact]
    public async Task Steps_that_fall_learn_otherwise_and_the_section_says_so()
    {
        using var folder = new TemporaryFolder();
        double constant = await LossAsync("constant"), falling = await LossAsync("inverse-sqrt");
        falling.Should().NotBe(constant);
        (await ToolEnd.OfAsync("simulate --workers 2 --policies asp --schedule linear")).Error.Should().StartWith("--schedule: 'linear' is no schedule; write constant or inverse-sqrt.");

        async Task<double> LossAsync(string schedule)
        {
            ToolEnd end = await ToolEnd.OfAsync($"simulate --workers 2 --policies asp --seeds 1 --max-time 8 --schedule {schedule} --json {folder.File("r.json")}");
            end.ExitCode.Should().Be(0, end.Error);
            end.Output.Contains("steps ∝ 1/√t").Should().Be(schedule == "inverse-sqrt");
            using JsonDocument json = JsonDocument.Parse(await File.ReadAllTextAsync(folder.File("r.json")));
            return json.RootElement[0].GetProperty("finalLoss").GetDouble();
        }
    }

    [Fact]
    public async Task What_is_doubtful_about_a_policy_is_told_once()
    {
        string policy = "kofn:3/4,cache,1,1,1";
        ToolEnd end = await ToolEnd.OfAsync($"simulate --workers 4,8 --policies bsp,{policy} --seeds 1 --max-time 3");
        end.ExitCode.Should().Be(0, end.Error);
        SyncPolicy.Parse(policy).Warnings.Should().ContainSingle();
        end.Output.Replace("\n", " ", StringComparison.Ordinal).Split("The lag weights of " + policy).Should().HaveCount(2);
    }

    [Fact]
    public async Task Where_steps_are_tuned_it_is_told_on_how_many_seeds()
    {
        ToolEnd end = await ToolEnd.OfAsync($"{Quick} --target 0.6");
        end.Output.Should().Contain("by the first 2 seeds");
    }

    [Fact]
    public async Task One_seed_gives_one_event_log_and_another_seed_another()
    {
        string[] first = await HashesAsync(7), again = await HashesAsync(7), other = await HashesAsync(8);
        first.Should().HaveCount(2).And.OnlyHaveUniqueItems().And.Equal(again);
        first.Should().NotIntersectWith(other);
    }

    [Fact]
    public async Task All_policies_run_at_a_factor_of_the_firsts_best_if_that_is_asked_for()
    {
        using var folder = new TemporaryFolder();
        ToolEnd end = await ToolEnd.OfAsync($"{Quick} --step 2 --json {folder.File("r.json")}");
        end.Output.Should().Contain("all policies at 2 times the first policy's best step");
        using JsonDocument json = JsonDocument.Parse(await File.ReadAllTextAsync(folder.File("r.json")));
        json.RootElement.EnumerateArray().Select(row => row.GetProperty("step").GetDouble()).Distinct().Should().ContainSingle();
    }

    [Fact]
    public async Task Each_step_of_the_grid_is_a_section_of_its_own_if_that_is_asked_for()
    {
        using var folder = new TemporaryFolder();
        ToolEnd end = await ToolEnd.OfAsync($"{Quick} --step each --json {folder.File("r.json")}");
        end.ExitCode.Should().Be(0, end.Error);
        using JsonDocument json = JsonDocument.Parse(await File.ReadAllTextAsync(folder.File("r.json")));
        json.RootElement.EnumerateArray().Select(row => row.GetProperty("step").GetDouble()).Distinct().Should().Equal(StepChoice.DefaultGrid);
        end.Output.Should().Contain("4 workers, logistic, step 0.16").And.Contain("each section at its own step");
    }

    [Fact]
    public async Task A_file_without_a_target_is_compared_by_its_curves()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("ratings.csv", string.Concat(Enumerable.Range(0, 500).Select(i => $"{i % 20},{i % 31},{1 + (i % 5)}\n")));
        ToolEnd end = await ToolEnd.OfAsync($"simulate --workers 4 --policies asp,bsp --workload mf --data {file} --seeds 1 --max-time 3");
        end.ExitCode.Should().Be(0, end.Error);
        end.Output.Should().Contain("No target: give --target LOSS");
    }

    [Fact]
    public async Task A_preset_takes_data_and_a_target_of_ones_own()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("examples.csv", string.Concat(Enumerable.Range(0, 40).Select(i => $"{i % 2},{(i % 2) + (i % 7 / 10.0)},{i % 3}\n")));
        SimulatePlan plan = SimulatePlan.Of(new() { Preset = "ssp-sweep", Data = file, Target = 0.5 });
        plan.Experiment.Configurations.Should().OnlyContain(each => each.Options.Target == 0.5 && each.Options.Workload.ToString().Contains("40 examples"));
        ToolEnd end = await ToolEnd.OfAsync($"simulate --preset specsync-mf --data {file}x");
        end.ExitCode.Should().Be(2);
    }

    [Fact]
    public async Task Cancelling_ends_it_without_a_table()
    {
        using CancellationTokenSource cancelled = new();
        await cancelled.CancelAsync();
        ToolEnd end = await ToolEnd.OfAsync(Quick, cancelled.Token);
        end.Should().Be(new ToolEnd(130, "", "Cancelled.\n"));
    }

    private static async Task<string[]> HashesAsync(ulong seed)
    {
        using var folder = new TemporaryFolder();
        ToolEnd end = await ToolEnd.OfAsync($"simulate --workers 4 --policies asp,bsp --seeds 1 --max-time 4 --seed {seed} --json {folder.File("r.json")}");
        end.ExitCode.Should().Be(0, end.Error);
        using JsonDocument json = JsonDocument.Parse(await File.ReadAllTextAsync(folder.File("r.json")));
        return [.. json.RootElement.EnumerateArray().Select(row => row.GetProperty("eventLogHash").GetString()!)];
    }
}
