namespace Distributed.Learning.Tests;

public class RatingSampleTests
{
    private static readonly MatrixFactorizationSettings _settings = new() { Rank = 8, Epochs = 3, LearningRate = 0.1f, Regularization = 0.02f };

    [Theory]
    [InlineData(5_000, 1e-4)]
    [InlineData(40_000, 0.02)]
    public async Task The_loss_on_a_sample_is_that_on_all_ratings_or_near_it(int ratings, double precision)
    {
        var planted = new PlantedMatrix(users: 400, items: 150, ratings, rank: 4, seed: 1);
        MatrixFactorizationTask task = planted.Task(_settings, 2) with { Validation = [] };
        var learner = new MatrixFactorizationLearner(task);
        TrainingResult trained = await TrainingJob.RunAsync(learner, TestJobOptions.Settings(2, "autostaleness"));

        double all = MatrixFactorizationEvaluation.Evaluate(planted.Train, task.Ratings, new FactorTables(trained.Tables).Open(trained.Parameters), _settings).RootMean;

        learner.CanMeasure.Should().BeTrue();
        learner.MeasureSample(trained.Parameters, trained.Tables).Should().BeApproximately(all, precision);
    }
}
