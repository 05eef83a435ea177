using ParameterStore;

namespace Distributed.Learning.Tests;

public sealed class EventLogTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("event-log-").FullName;

    private string LogFile => Path.Combine(_folder, "run.log");

    [Fact]
    public async Task A_training_leaves_its_event_log_and_each_fit_its_own()
    {
        TrainingSettings settings = TestJobOptions.Settings(2, "ssp:1", options => options.EventLog = LogFile);
        TrainingResult first = await TrainingJob.RunAsync(new CountingLearner(shards: 4, blocks: 3, epochs: 2), settings);
        await TrainingJob.RunAsync(new CountingLearner(shards: 4, blocks: 3, epochs: 2), settings with { Fit = 1 });
        first.Report.Synchronization.Should().Be("ssp:1");
        first.Report.Warnings.Should().BeEmpty();
        foreach (string file in new[] { LogFile, LogFile + ".1" })
        {
            byte[] bytes = await File.ReadAllBytesAsync(file);
            var reader = new StateReader(bytes, EventRecorder.Tag);
            reader.ReadString("policy").Should().Be("ssp:1");
            reader.ReadInt32("events", 0, int.MaxValue).Should().BeGreaterThan(4 * 3 * 2 / 2);
        }
    }

    [Fact]
    public async Task A_log_that_cannot_be_written_costs_no_model()
    {
        TrainingSettings settings = TestJobOptions.Settings(1, "asp", options => options.EventLog = LogFile) with
        {
            OnEpoch = _ =>
            {
                File.Delete(LogFile);
                Directory.CreateDirectory(LogFile);
            },
        };
        TrainingResult result = await TrainingJob.RunAsync(new CountingLearner(shards: 1, blocks: 1, epochs: 1), settings);
        result.Report.Warnings.Should().ContainSingle().Which.Should().StartWith($"The event log was not written to '{LogFile}'");
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_to_is_found_before_the_training()
    {
        TrainingSettings settings = TestJobOptions.Settings(1, "asp", options => options.EventLog = Path.Combine(_folder, "no", "such", "run.log"));
        await FluentActions.Awaiting(() => TrainingJob.RunAsync(new CountingLearner(shards: 1, blocks: 1, epochs: 1), settings)).Should().ThrowAsync<IOException>();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
