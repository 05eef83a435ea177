using System.Globalization;

namespace Distributed.Learning;

/// <summary>A factorization of ratings of which every process has its own.</summary>
/// <param name="data">This process's.</param>
/// <param name="task">Says what to learn, once the mean and deviation of all ratings are known; ratings, validation and workers are filled in.</param>
internal sealed class LocalFactorization(LocalRatings data, Func<RatingShards, MatrixFactorizationTask> task) : ILocalSource
{
    public string Name => MatrixFactorizationLearner.JobName;

    public string Options => string.Create(
        CultureInfo.InvariantCulture, $"rank={data.Rank}, clocks={data.ClocksPerEpoch}, seed={data.Seed}, centered={data.Center}");

    /// <summary>What was to be learned, once the data are cut.</summary>
    internal MatrixFactorizationTask? Task { get; private set; }

    public async Task<ILearner> CutAsync(DataExchange exchange, int workers, int totalWorkers, CancellationToken cancellationToken)
    {
        (RatingShards ratings, Rating[] validation) = await new LocalCut(data, exchange, workers, totalWorkers, cancellationToken).RunAsync().ConfigureAwait(false);
        Task = task(ratings) with { Ratings = ratings, Validation = [validation], Workers = totalWorkers };
        if (Task.Settings.OneClass is not null)
            throw new ArgumentException("A one-class factorization solves every item from all of its users, which each process must have then; read all data in every process, and use DataPlacement.Shared.", nameof(task));
        return new MatrixFactorizationLearner(Task);
    }
}
