using Microsoft.ML;

namespace MovieLens;

/// <summary>What one user liked, and what the model would show them next.</summary>
/// <param name="User">Who.</param>
/// <param name="Liked">Their best rated films, with their stars; of equals those that more people know.</param>
/// <param name="Recommended">The films they have not rated with the highest scores.</param>
internal sealed record Recommendations(int User, IReadOnlyList<(int Movie, float Stars)> Liked, IReadOnlyList<(int Movie, float Score)> Recommended)
{
    /// <summary>Loads a model from its zip and asks it.</summary>
    public static Recommendations FromZip(MLContext mlContext, string path, IReadOnlyList<Rating> ratings, int user, int count)
    {
        ITransformer model = mlContext.Model.Load(path, out _);
        using PredictionEngine<Rating, Prediction> engine = mlContext.Model.CreatePredictionEngine<Rating, Prediction>(model);

        Dictionary<int, int> fame = ratings.CountBy(r => r.Movie).ToDictionary();
        List<Rating> rated = [.. ratings.Where(r => r.User == user)];
        HashSet<int> seen = [.. rated.Select(r => r.Movie)];
        var unseen = fame.Keys.Where(movie => !seen.Contains(movie))
            .Select(movie => (Movie: movie, engine.Predict(new Rating { User = user, Movie = movie }).Score));
        return new(
            user,
            [.. rated.OrderByDescending(r => r.Stars).ThenByDescending(r => fame[r.Movie]).Take(count).Select(r => (r.Movie, r.Stars))],
            [.. unseen.OrderByDescending(p => p.Score).ThenBy(p => p.Movie).Take(count)]);
    }

    private sealed class Prediction
    {
        public float Score { get; set; }
    }
}
