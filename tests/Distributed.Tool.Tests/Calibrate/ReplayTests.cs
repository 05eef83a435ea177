using ParameterStore;

namespace Distributed.Tool.Tests;

public sealed class ReplayTests
{
    [Theory]
    [InlineData("bsp")]
    [InlineData("ssp:1")]
    [InlineData("elasticbsp:3")]
    [InlineData("specsync")]
    public async Task A_real_job_replays_to_identical_decisions(string policy)
    {
        using var folder = new TemporaryFolder();
        await RealRun.RecordAsync(folder.File("run.log"), policy, seed: 1);
        ToolEnd end = await ToolEnd.OfAsync($"replay {folder.File("run.log")}");
        end.ExitCode.Should().Be(0, end.Output + end.Error);
        end.Output.Should().MatchRegex($"^{policy}.*: identical decisions on all \\d+ events\n$");
    }

    [Fact]
    public async Task A_decision_that_was_changed_is_found()
    {
        using var folder = new TemporaryFolder();
        string file = RecordedRun.Write(folder, "run.log", "ssp:1", change: log =>
        {
            EventLogEntry[] entries = [.. log.Entries];
            int at = Array.FindIndex(entries, 100, entry => entry.Decisions.Any(decision => decision.Kind == SyncDecisionKind.Release));
            entries[at] = entries[at] with { Decisions = [.. entries[at].Decisions.Where(decision => decision.Kind != SyncDecisionKind.Release)] };
            return new(entries);
        });
        ToolEnd end = await ToolEnd.OfAsync($"replay {file}");
        end.ExitCode.Should().Be(1);
        end.Output.Should().Contain("first difference at event").And.Contain("recorded: nothing").And.Contain("now:      Release seat ").And.NotContain("Finished").And.NotContain("SyncEvent {");
    }

    [Fact]
    public async Task Another_policy_decides_otherwise()
    {
        using var folder = new TemporaryFolder();
        string file = RecordedRun.Write(folder, "run.log", "asp");
        (await ToolEnd.OfAsync($"replay {file}")).ExitCode.Should().Be(0);
        (await ToolEnd.OfAsync($"replay {file} --policy ssp:0")).ExitCode.Should().Be(1);
    }

    [Fact]
    public async Task What_cannot_be_replayed_is_refused()
    {
        using var folder = new TemporaryFolder();
        ToolEnd late = await ToolEnd.OfAsync($"replay {RecordedRun.Write(folder, "late.log", "asp", change: log => new([.. log.Entries.Skip(9)]))}");
        late.ExitCode.Should().Be(2);
        late.Error.Should().StartWith("FILE: the log begins with event 10,");
        (await ToolEnd.OfAsync("replay /there/is/no/such.log")).Error.Should().StartWith("FILE: '/there/is/no/such.log' cannot be read");
    }
}
