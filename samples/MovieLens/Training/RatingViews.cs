using Microsoft.ML;

namespace MovieLens;

/// <summary>The ratings as ML.NET sees them.</summary>
/// <param name="Train">For fitting.</param>
/// <param name="Test">For measuring.</param>
/// <param name="Users">All users, of both parts: what a key can be.</param>
/// <param name="Movies">All films, of both parts.</param>
internal sealed record RatingViews(IDataView Train, IDataView Test, IDataView Users, IDataView Movies)
{
    public static RatingViews Load(MLContext mlContext, IReadOnlyList<Rating> all, IEnumerable<Rating> train, IEnumerable<Rating> test) => new(
        mlContext.Data.LoadFromEnumerable(train),
        mlContext.Data.LoadFromEnumerable(test),
        mlContext.Data.LoadFromEnumerable(all.Select(r => r.User).Distinct().Select(u => new UserKey { User = u })),
        mlContext.Data.LoadFromEnumerable(all.Select(r => r.Movie).Distinct().Select(m => new MovieKey { Movie = m })));

    private sealed class UserKey
    {
        public int User { get; set; }
    }

    private sealed class MovieKey
    {
        public int Movie { get; set; }
    }
}
