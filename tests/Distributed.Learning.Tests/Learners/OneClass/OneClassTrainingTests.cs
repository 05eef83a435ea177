namespace Distributed.Learning.Tests;

public sealed class OneClassTrainingTests
{
    private const int Users = 200, Items = 120, Groups = 4;
    private static readonly MatrixFactorizationSettings _settings =
        new() { Rank = 8, Epochs = 8, Regularization = 0.1f, Biases = false, OneClass = new(Alpha: 0.05f, Target: 0) };

    [Theory]
    [InlineData(1, "bsp")]
    [InlineData(2, "bsp")]
    [InlineData(4, "bsp")]
    [InlineData(2, "ssp:1")]
    public async Task Pairs_of_one_group_score_above_pairs_of_two(int workers, string policy)
    {
        MatrixFactorizationResult result = await Train(_settings, workers, policy);
        HashSet<(int, int)> seen = [.. Observed().Select(r => (r.User, r.Item))];
        int right = 0, all = 0;
        for (int user = 0; user < Users; user++)
        {
            int[] unseen = [.. Enumerable.Range(0, Items).Where(item => !seen.Contains((user, item)))];
            float[] own = [.. unseen.Where(item => item % Groups == user % Groups).Select(item => Score(result, user, item))];
            float[] other = [.. unseen.Where(item => item % Groups != user % Groups).Select(item => Score(result, user, item))];
            right += own.Sum(a => other.Count(b => a > b));
            all += own.Length * other.Length;
        }
        ((double)right / all).Should().BeGreaterThan(0.9);
    }

    [Fact]
    public async Task The_loss_never_rises_from_epoch_to_epoch()
    {
        double[] losses = [.. (await Train(_settings, 1, "bsp")).Report.Losses.Select(l => l.Train)];
        losses.Should().HaveCount(_settings.Epochs).And.BeInDescendingOrder();
    }

    [Fact]
    public async Task Any_number_of_workers_in_step_gets_as_far()
    {
        MatrixFactorizationResult one = await Train(_settings, 1, "bsp");
        foreach (int workers in new[] { 2, 4 })
        {
            MatrixFactorizationResult several = await Train(_settings, workers, "bsp");
            several.Report.Losses[^1].Train.Should().BeApproximately(one.Report.Losses[^1].Train, 0.01);
        }
    }

    [Fact]
    public async Task One_seed_gives_one_model_to_the_bit()
    {
        MatrixFactorizationResult first = await Train(_settings, 3, "bsp"), again = await Train(_settings, 3, "bsp");
        for (int row = 0; row < first.Ratings.Users; row++)
            again.UserFactors(row).SequenceEqual(first.UserFactors(row)).Should().BeTrue();
    }

    [Fact]
    public void Biases_and_bounds_are_refused_beside_it()
    {
        FluentActions.Invoking((_settings with { Biases = true }).Validate).Should().Throw<ArgumentException>().WithMessage("*no biases*");
        FluentActions.Invoking((_settings with { NonNegative = true }).Validate).Should().Throw<ArgumentException>().WithMessage("*no bound*");
        FluentActions.Invoking((_settings with { OneClass = new(0, 0) }).Validate).Should().Throw<ArgumentException>().WithMessage("*above 0*");
        FluentActions.Invoking((_settings with { OneClass = new(1, float.NaN) }).Validate).Should().Throw<ArgumentException>().WithMessage("*finite*");
    }

    private static Task<MatrixFactorizationResult> Train(MatrixFactorizationSettings settings, int workers, string policy)
    {
        RatingShape shape = FactorizationShape.For(Observed().Length, Users, Items, settings.Rank, workers, null, 3) with { Center = false };
        var task = new MatrixFactorizationTask { Ratings = RatingShards.Build([Observed()], shape, 1), Settings = settings, Seed = 3, Workers = workers };
        return MatrixFactorization.TrainAsync(task, TestJobOptions.Settings(workers, policy));
    }

    /// <summary>Users are seen with a third of the items of their own group, and now and then with another's.</summary>
    private static Rating[] Observed()
    {
        var random = new Random(17);
        var observed = new List<Rating>();
        for (int user = 0; user < Users; user++)
            for (int item = 0; item < Items; item++)
                if (random.NextDouble() < (item % Groups == user % Groups ? 0.33 : 0.02))
                    observed.Add(new(user, item, 1));
        return [.. observed];
    }

    private static float Score(MatrixFactorizationResult result, int user, int item)
    {
        ReadOnlySpan<float> p = result.UserFactors(result.Ratings.UserRows[user]), q = result.ItemFactors(result.Ratings.ItemRows[item]);
        float score = 0;
        for (int k = 0; k < p.Length; k++)
            score += p[k] * q[k];
        return score;
    }
}
