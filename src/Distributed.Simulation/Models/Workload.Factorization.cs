namespace Distributed.Simulation;

/// <content>Matrix factorizations.</content>
public abstract partial class Workload
{
    /// <summary>Matrix factorization with biases of generated ratings; the loss is the RMSE of a tenth that is held out.</summary>
    /// <param name="users">How many users, 1 or more.</param>
    /// <param name="items">How many items, 1 or more.</param>
    /// <param name="ratings">How many ratings, 1 or more.</param>
    /// <param name="rank">Factors of a row, 1 or more; also those of the planted matrix.</param>
    /// <param name="batch">Ratings of a clock, 1 or more.</param>
    /// <param name="lambda">The weight of regularization, 0 or more.</param>
    /// <param name="dataSeed">What the data are drawn from.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Workload MatrixFactorization(
        int users = 400, int items = 600, int ratings = 40_000, int rank = 6, int batch = 50, double lambda = 0.02, ulong dataSeed = 1)
    {
        Require(users, items, ratings, rank, batch);
        return new LearnerWorkload("mf-sgd", $"{ratings} generated ratings of {users} users and {items} items, rank {rank}, batch {batch}", () =>
            new FactorizationLearner(RatingExamples.Planted(users, items, ratings, rank, dataSeed), rank, batch, lambda))
        {
            OnRatings = (givenUsers, givenItems, values) => MatrixFactorizationOf(givenUsers, givenItems, values, rank, batch, lambda),
        };
    }

    /// <summary>Matrix factorization with biases of given ratings; the loss is the RMSE of a tenth that is held out.</summary>
    /// <param name="users">User indices from 0, one a rating.</param>
    /// <param name="items">Item indices from 0, one a rating.</param>
    /// <param name="values">The ratings.</param>
    /// <param name="rank">Factors of a row, 1 or more.</param>
    /// <param name="batch">Ratings of a clock, 1 or more.</param>
    /// <param name="lambda">The weight of regularization, 0 or more.</param>
    /// <exception cref="ArgumentException">The columns are empty or not of one length.</exception>
    public static Workload MatrixFactorizationOf(int[] users, int[] items, float[] values, int rank = 6, int batch = 50, double lambda = 0.02)
    {
        Require(rank, batch);
        RequireRatings(users, items, values);
        return new LearnerWorkload("mf-sgd", $"{values.Length} ratings of {users.Max() + 1} users and {items.Max() + 1} items, rank {rank}, batch {batch}", () =>
            new FactorizationLearner(RatingExamples.Split(users, items, values, seed: 1), rank, batch, lambda));
    }

    /// <summary>
    /// The trainer's matrix factorization of generated ratings: its kernel, its tables, and its passes over one shard of users a worker, block of items by
    /// block. The run's step is its learning rate, which shrinks to nothing over the epochs; a worker finishes after them. The loss is the RMSE of a
    /// tenth that is held out.
    /// </summary>
    /// <param name="users">How many users, 1 or more.</param>
    /// <param name="items">How many items, 1 or more.</param>
    /// <param name="ratings">How many ratings, 1 or more.</param>
    /// <param name="rank">Factors of a row, 1 or more; also those of the planted matrix.</param>
    /// <param name="epochs">Passes over the ratings, 1 or more.</param>
    /// <param name="batch">Ratings of a clock, about, 1 or more: the items are cut into so many blocks.</param>
    /// <param name="dataSeed">What the data are drawn from.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Workload FactorizationTrainer(
        int users = 400, int items = 600, int ratings = 40_000, int rank = 6, int epochs = 20, int batch = 50, ulong dataSeed = 1)
    {
        Require(users, items, ratings, rank, epochs, batch);
        return Trainer(
            $"{ratings} generated ratings of {users} users and {items} items", new(rank, epochs, batch), () => RatingExamples.Planted(users, items, ratings, rank, dataSeed));
    }

    /// <summary>
    /// The trainer's matrix factorization of given ratings, as <see cref="FactorizationTrainer"/> has it; the loss is the RMSE of a tenth that is held out.
    /// </summary>
    /// <param name="users">User indices from 0, one a rating.</param>
    /// <param name="items">Item indices from 0, one a rating.</param>
    /// <param name="values">The ratings.</param>
    /// <param name="rank">Factors of a row, 1 or more.</param>
    /// <param name="epochs">Passes over the ratings, 1 or more.</param>
    /// <param name="batch">Ratings of a clock, about, 1 or more: the items are cut into so many blocks.</param>
    /// <exception cref="ArgumentException">The columns are empty or not of one length.</exception>
    public static Workload FactorizationTrainerOf(int[] users, int[] items, float[] values, int rank = 16, int epochs = 20, int batch = 1_000)
    {
        Require(rank, epochs, batch);
        RequireRatings(users, items, values);
        return Trainer(
            $"{values.Length} ratings of {users.Max() + 1} users and {items.Max() + 1} items", new(rank, epochs, batch), () => RatingExamples.Split(users, items, values, seed: 1));
    }

    private static ShardedWorkload Trainer(string ratings, FactorizationPlan plan, Func<RatingExamples> read)
    {
        var examples = new Lazy<RatingExamples>(read);
        return new("mf", $"{ratings}, rank {plan.Rank}, {plan.Epochs} epochs, about {plan.Batch} ratings a clock", workers =>
            new ShardedFactorizationLearner(examples.Value, plan, workers))
        {
            OnRatings = (users, items, values) => FactorizationTrainerOf(users, items, values, plan.Rank, plan.Epochs, plan.Batch),
        };
    }

    private static void RequireRatings(int[] users, int[] items, float[] values)
    {
        ArgumentNullException.ThrowIfNull(users);
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(values);
        if (values.Length == 0 || users.Length != values.Length || items.Length != values.Length || users.Min() < 0 || items.Min() < 0)
            throw new ArgumentException("Ratings are three columns of one length, with at least one rating; users and items are counted from 0.", nameof(values));
    }
}
