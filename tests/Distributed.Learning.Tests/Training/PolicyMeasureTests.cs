using ParameterStore;

namespace Distributed.Learning.Tests;

/// <summary>A policy that goes by measured losses, in threads.</summary>
public class PolicyMeasureTests
{
    [Fact]
    public async Task A_learner_is_measured_beside_its_workers_for_a_policy_that_wants_it()
    {
        var values = new List<double>();
        var taken = new TaskCompletionSource();
        var learner = new CountingLearner(shards: 4, blocks: 10, epochs: 20)
        {
            ValidationLoss = _ => 0.5,
            BeforeBlock = block =>
            {
                if (block.Epoch == 19)
                    taken.Task.Wait();
            },
        };
        var policy = new Watched(new AutoStalenessPolicy(1, 4, 0, new(PushesEach: 1, Clocks: 1, Rests: 1)), e =>
        {
            if (e.Kind != SyncEventKind.Measured)
                return;
            values.Add(e.Value);
            taken.TrySetResult();
        });
        TrainingResult result = await TrainingJob.RunAsync(learner, TestJobOptions.Settings(4, "asp", o => o.Synchronization = policy));

        values.Should().NotBeEmpty().And.OnlyContain(value => value == 0.5);
        result.Report.Job.BlocksCommitted.Should().Be(4 * 10 * 20);
        result.Parameters.Values(result.Tables[0]).ToArray().Should().AllBeEquivalentTo(20f);
    }

    [Fact]
    public async Task A_learner_that_cannot_measure_is_refused_when_the_job_is_created()
    {
        Func<Task> run = () => TrainingJob.RunAsync(new CountingLearner(2, 2, 2), TestJobOptions.Settings(2, "autostaleness"));

        (await run.Should().ThrowAsync<ArgumentException>()).WithMessage("The policy autostaleness goes by measured losses, but the trainer 'counting' has nothing to measure on; hold out*");
    }

    [Fact]
    public async Task What_measuring_throws_ends_the_job_with_it()
    {
        var measured = new TaskCompletionSource();
        var learner = new CountingLearner(shards: 2, blocks: 10, epochs: 100)
        {
            ValidationLoss = _ =>
            {
                measured.TrySetResult();
                throw new InvalidDataException("nothing can be measured");
            },
            BeforeBlock = block =>
            {
                if (block is { Epoch: 0, Index: 5 })
                    measured.Task.Wait();
            },
        };
        Func<Task> run = () => TrainingJob.RunAsync(learner, TestJobOptions.Settings(2, "autostaleness"));

        (await run.Should().ThrowAsync<JobFailedException>()).WithInnerException<InvalidDataException>();
    }

    [Fact]
    public async Task A_worker_that_stands_still_keeps_no_measure_from_being_taken_and_a_measure_keeps_no_worker()
    {
        // The measure takes until the last epoch has begun; workers go on meanwhile.
        var lastEpoch = new TaskCompletionSource();
        var learner = new CountingLearner(shards: 2, blocks: 4, epochs: 10)
        {
            ValidationLoss = call =>
            {
                if (call == 1)
                    lastEpoch.Task.Wait();
                return 1;
            },
            BeforeBlock = block =>
            {
                if (block.Epoch == 9)
                    lastEpoch.TrySetResult();
            },
        };
        TrainingResult result = await TrainingJob.RunAsync(new SampleOnly(learner), TestJobOptions.Settings(2, "autostaleness:1,4"));

        result.Report.Job.BlocksCommitted.Should().Be(2 * 4 * 10);
    }

    private sealed class Watched(ISyncPolicy policy, Action<SyncEvent> told) : SyncPolicy
    {
        // One job; all but one are asked for their traits only.
        public override ISyncPolicy Create() => new ObservedPolicy(policy, () => (e, _) => told(e));

        public override string ToString() => "watched";
    }

    /// <summary>A learner without validation after epochs, which can measure all the same.</summary>
    private sealed class SampleOnly(CountingLearner inner) : ILearner
    {
        public string Name => inner.Name;

        public IReadOnlyList<TableSpec> Tables => inner.Tables;

        public int Shards => inner.Shards;

        public int Epochs => inner.Epochs;

        public int BlocksPerEpoch => inner.BlocksPerEpoch;

        public string Options => inner.Options;

        public bool HasValidation => false;

        public bool CanMeasure => true;

        public ulong HashData() => 1;

        public ILearnerWorker CreateWorker(IReadOnlyList<TableId> tables) => inner.CreateWorker(tables);

        public double LossOf(BlockLoss epoch) => inner.LossOf(epoch);

        public double Measure(Replica parameters, IReadOnlyList<TableId> tables) => throw new NotSupportedException();

        public double MeasureSample(Replica parameters, IReadOnlyList<TableId> tables) => inner.Measure(parameters, tables);
    }
}
