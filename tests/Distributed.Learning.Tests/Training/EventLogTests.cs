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

    [Fact]
    public async Task A_training_that_fails_leaves_what_was_recorded_and_its_own_error()
    {
        await File.WriteAllTextAsync(LogFile, "an older log");
        Func<Task> run = () => TrainingJob.RunAsync(Failing(() => { }), TestJobOptions.Settings(2, "ssp:1", options => options.EventLog = LogFile));
        (await run.Should().ThrowAsync<JobFailedException>()).WithInnerException<InvalidOperationException>().WithMessage("planted");
        Events(LogFile).Should().BeGreaterThan(4);
    }

    [Fact]
    public async Task The_error_of_a_training_wins_over_that_of_its_log()
    {
        Func<Task> run = () => TrainingJob.RunAsync(
            Failing(() =>
            {
                File.Delete(LogFile);
                Directory.CreateDirectory(LogFile);
            }),
            TestJobOptions.Settings(2, "ssp:1", options => options.EventLog = LogFile));
        (await run.Should().ThrowAsync<JobFailedException>()).WithInnerException<InvalidOperationException>().WithMessage("planted");
    }

    [Fact]
    public async Task A_training_that_is_cancelled_leaves_what_was_recorded()
    {
        using var cancel = new CancellationTokenSource();
        var learner = new CountingLearner(shards: 4, blocks: 2, epochs: 1000)
        {
            BeforeBlock = block =>
            {
                if (block.Epoch == 1)
                    cancel.Cancel();
            },
        };
        Func<Task> run = () => TrainingJob.RunAsync(learner, TestJobOptions.Settings(2, "ssp:1", options => (options.EventLog, options.CancellationToken) = (LogFile, cancel.Token)));
        await run.Should().ThrowAsync<OperationCanceledException>();
        Events(LogFile).Should().BeGreaterThan(4);
    }

    [Fact]
    public async Task A_training_that_never_began_leaves_an_older_log_alone()
    {
        await File.WriteAllTextAsync(LogFile, "an older log");
        TrainingSettings settings = TestJobOptions.Settings(1, "asp", options => (options.EventLog, options.Placement) = (LogFile, new NoPlacement()));
        await FluentActions.Awaiting(() => TrainingJob.RunAsync(new CountingLearner(shards: 1, blocks: 1, epochs: 1), settings)).Should().ThrowAsync<TimeoutException>();
        (await File.ReadAllTextAsync(LogFile)).Should().Be("an older log");
    }

    [Fact]
    public async Task A_log_that_was_cut_is_said_in_the_report()
    {
        TrainingSettings settings = TestJobOptions.Settings(1, "asp", options => options.EventLog = LogFile) with { EventsMax = 5 };
        TrainingResult result = await TrainingJob.RunAsync(new CountingLearner(shards: 1, blocks: 4, epochs: 2), settings);
        Events(LogFile).Should().Be(5);
        result.Report.Warnings.Should().ContainSingle().Which.Should().Match($"The event log '{LogFile}' holds the first 5 events only; * later ones were not kept.");
    }

    private static CountingLearner Failing(Action before) => new(shards: 4, blocks: 2, epochs: 10)
    {
        BeforeBlock = block =>
        {
            if (block is not { Shard: 2, Epoch: 1, Index: 1 })
                return;
            before();
            throw new InvalidOperationException("planted");
        },
    };

    private static int Events(string file)
    {
        var reader = new StateReader(File.ReadAllBytes(file), EventRecorder.Tag);
        reader.ReadString("policy");
        return reader.ReadInt32("events", 0, int.MaxValue);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private sealed class NoPlacement : JobPlacement
    {
        public override ValueTask<IJobHost> OpenAsync(JobManifest manifest, TimeProvider time, CancellationToken cancellationToken) => throw new TimeoutException();
    }
}
