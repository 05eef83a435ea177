using System.Text.Json;

namespace Distributed.Tool.Tests;

public sealed class CalibrateTests
{
    [Fact]
    public async Task Two_real_threads_are_recorded_fitted_and_predicted_from_end_to_end()
    {
        using var folder = new TemporaryFolder();
        await RealRun.RecordAsync(folder.File("run.log"), "ssp:3", seed: 1);
        await RealRun.RecordAsync(folder.File("held.log"), "bsp", seed: 2);
        ToolEnd end = await ToolEnd.OfAsync($"calibrate --log {folder.File("run.log")} --check {folder.File("held.log")} --workers 8,16,64 --policies asp,bsp --seeds 2 --json {folder.File("c.json")}");
        end.ExitCode.Should().Be(0, end.Error);
        foreach (string text in new[] { "predicted and real", "--check (not seen)", "what if", "error", "Fitted to 2 workers", "ssp:3" })
            end.Output.Should().Contain(text);

        using JsonDocument json = JsonDocument.Parse(await File.ReadAllTextAsync(folder.File("c.json")));
        JsonElement[] checks = [.. json.RootElement.GetProperty("checks").EnumerateArray()];
        checks.Select(check => check.GetProperty("policy").GetString()).Should().Equal("ssp:3", "bsp");

        // How wrong it is depends on what else the machine does; that it is said does not.
        checks.Should().OnlyContain(check => check.GetProperty("workers").GetInt32() == RealRun.Workers && check.GetProperty("real").GetDouble() > 0 && double.IsFinite(check.GetProperty("error").GetDouble()));
        json.RootElement.GetProperty("answers").GetArrayLength().Should().Be(3 * 3, "the recorded policy is asked about, too");
    }

    [Theory]
    [InlineData("bsp")]
    [InlineData("ssp:1")]
    [InlineData("asp")]
    public async Task What_was_fitted_to_one_run_predicts_another_within_a_twentieth(string other)
    {
        using var folder = new TemporaryFolder();
        string log = RecordedRun.Write(folder, "run.log", "ssp:3"), held = RecordedRun.Write(folder, "held.log", other, seed: 77);
        JsonElement check = (await ChecksAsync(folder, $"--log {log} --check {held}"))[1];
        check.GetProperty("error").GetDouble().Should().BeApproximately(0, 0.05);
        check.GetProperty("waitingPredicted").GetDouble().Should().BeApproximately(check.GetProperty("waitingReal").GetDouble(), 0.03);
    }

    [Fact]
    public async Task A_held_out_run_that_was_slower_shows_as_an_error()
    {
        using var folder = new TemporaryFolder();
        string log = RecordedRun.Write(folder, "run.log", "ssp:3");
        string slower = RecordedRun.Write(folder, "held.log", "ssp:3", change: each => new([.. each.Entries.Select(Slower)]));
        JsonElement check = (await ChecksAsync(folder, $"--log {log} --check {slower}"))[1];
        check.GetProperty("error").GetDouble().Should().BeApproximately(1, 0.1, "it took twice as long as the fit can know");
    }

    [Fact]
    public async Task The_fit_is_told_as_simulate_reads_it()
    {
        using var folder = new TemporaryFolder();
        ToolEnd end = await ToolEnd.OfAsync($"calibrate --log {RecordedRun.Write(folder, "run.log", "asp")} --seeds 1");
        end.Output.Should().Contain("give --check FILE").And.MatchRegex("│ +64 │ ssp:3");
        string[] words = string.Join(' ', end.Output.Split(['\n', ' '], StringSplitOptions.RemoveEmptyEntries)).Split("--time-model ")[1].Split(' ');
        TimeModel told = TimeModelText.Parse(words[0]);
        ((double)told.ClockNs / RecordedRun.Time.ClockNs).Should().BeInRange(1, 1.5);
        told.SlowShare.Should().BeApproximately(0.05, 0.02);
        NetworkText.Parse(words[2]).LatencyNs.Should().BeCloseTo(50_000, 10_000);
    }

    [Fact]
    public async Task A_policy_that_goes_by_the_loss_is_said_to_tune_nothing()
    {
        using var folder = new TemporaryFolder();
        string log = RecordedRun.Write(folder, "run.log", "asp");
        (await ToolEnd.OfAsync($"calibrate --log {log} --seeds 1 --workers 4 --policies autostaleness")).Output.Should().Contain("nothing is tuned");
        (await ToolEnd.OfAsync($"calibrate --log {log} --seeds 1 --workers 4 --policies ssp:2")).Output.Should().NotContain("nothing is tuned").And.MatchRegex(@"lognormal:\d\.\d{1,4}\+");
    }

    [Theory]
    [InlineData("", "--log FILE is missing: give the event log of a real run.")]
    [InlineData("--log /there/is/no/such.log", "--log: '/there/is/no/such.log' cannot be read (*); give *")]
    [InlineData("--log TEXT", "--log: '*' is no event log (*); give *")]
    [InlineData("--log EMPTY", "--log: '*' holds no worker with three pushes (the first does not count), so nothing can be fitted; record a longer run.")]
    [InlineData("--log GOOD --check TEXT", "--check: '*' is no event log (*); give *")]
    [InlineData("--log GOOD --workers 0", "--workers is '0'; give *")]
    [InlineData("--log GOOD --policies soon", "--policies: 'soon' is no synchronization policy; *")]
    public async Task Bad_input_is_one_line_and_exit_code_2(string line, string message)
    {
        using var folder = new TemporaryFolder();
        line = line.Replace("TEXT", folder.Write("text", "not a log")).Replace("EMPTY", RecordedRun.Write(folder, "empty", "asp", change: _ => new([]))).Replace("GOOD", RecordedRun.Write(folder, "good", "asp"));
        ToolEnd end = await ToolEnd.OfAsync("calibrate " + line);
        (end.ExitCode, end.Output).Should().Be((2, ""));
        end.Error.TrimEnd('\n').Should().Match(message).And.NotContain("\n");
    }

    private static EventLogEntry Slower(EventLogEntry entry) => new(
        entry.Event with { Now = 2 * entry.Event.Now },
        [.. entry.Decisions.Select(decision => decision.Kind == ParameterStore.SyncDecisionKind.Release ? ParameterStore.SyncDecision.Release(decision.Attempt, 2 * decision.At, decision.Bound) : decision)]);

    private static async Task<JsonElement[]> ChecksAsync(TemporaryFolder folder, string line)
    {
        ToolEnd end = await ToolEnd.OfAsync($"calibrate {line} --workers 4 --policies asp --seeds 3 --json {folder.File("c.json")}");
        end.ExitCode.Should().Be(0, end.Error);
        return [.. JsonDocument.Parse(await File.ReadAllTextAsync(folder.File("c.json"))).RootElement.GetProperty("checks").EnumerateArray()];
    }
}
