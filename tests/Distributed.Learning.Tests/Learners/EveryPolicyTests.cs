using ParameterStore;
using Xunit.Abstractions;

namespace Distributed.Learning.Tests;

/// <summary>The matrix factorization on four threads, under every policy.</summary>
public sealed class EveryPolicyTests(ITestOutputHelper output)
{
    private const int Workers = 4;

    private static readonly PlantedMatrix _planted = new(users: 400, items: 150, ratings: 20_000, rank: 4, seed: 1);
    private static readonly MatrixFactorizationSettings _settings = new() { Rank = 8, Epochs = 20, LearningRate = 0.1f, Regularization = 0.02f };
    private static readonly Lazy<double> _bulkSynchronous = new(() => TrainAsync("bsp").Result.Losses[^1].Validation);

    // Of validation losses. Whoever is not bound may do its part alone, and lost work is lost.
    internal const double Bounded = 0.01, Unbounded = 0.05;

    // Clocks of less than a millisecond.
    public static TheoryData<string> Policies => KnownPolicies.All(clockMs: 0.5);

    [Theory]
    [MemberData(nameof(Policies))]
    public async Task Ends_near_the_loss_of_bulk_synchronous_steps(string policy) => Check(policy, await TrainAsync(policy));

    [Theory]
    [InlineData("specsync:0.5/0")]
    [InlineData("specsync:0.5/0,ssp:1")]
    [InlineData("kofn:0.5,abortlate")]
    public async Task With_attempts_that_are_given_up_too(string policy)
    {
        var learner = new LingeringLearner(new MatrixFactorizationLearner(_planted.Task(_settings, Workers)));
        TrainingReport report = (await TrainingJob.RunAsync(learner, TestJobOptions.Settings(Workers, policy) with { Time = learner.Time })).Report;
        report.Job.Aborts.Should().BePositive();
        Check(policy, report);
    }

    [Fact]
    public async Task A_few_epochs_are_not_near_enough() =>
        (await TrainAsync("bsp")).Losses.Take(4).Should().OnlyContain(epoch => epoch.Validation > _bulkSynchronous.Value + Unbounded, "else the check would let anything pass");

    private void Check(string policy, TrainingReport report)
    {
        SyncTraits traits = SyncPolicy.Parse(policy).Create().Traits;
        double loss = report.Losses[^1].Validation, expected = _bulkSynchronous.Value;
        output.WriteLine($"{policy}: {loss:F4} instead of {expected:F4}; {report.Job.Aborts} aborts, {report.Job.BlocksDiscarded} blocks discarded, {report.Job.BlocksSkipped} skipped.");
        report.StopReason.Should().Be(StopReason.Completed);
        loss.Should().BeApproximately(expected, traits.StalenessMax < int.MaxValue ? Bounded : Unbounded);
        if (!traits.Weights)
            report.Updates.Should().Be((long)_settings.Epochs * _planted.Train.Length, "every rating counts once an epoch, whatever was done again");
    }

    private static async Task<TrainingReport> TrainAsync(string policy) =>
        (await MatrixFactorization.TrainAsync(_planted.Task(_settings, Workers), TestJobOptions.Settings(Workers, policy))).Report;
}
