namespace MovieLens;

/// <summary>Ratings, and what is known about the films.</summary>
/// <param name="Name">What to call it in a report: a file's name, or "generated".</param>
/// <param name="Ratings">In the file's order.</param>
/// <param name="Titles">By film; empty if the data came without.</param>
internal sealed record Dataset(string Name, IReadOnlyList<Rating> Ratings, IReadOnlyDictionary<int, string> Titles)
{
    public string TitleOf(int movie) => Titles.GetValueOrDefault(movie) ?? $"film {movie}";
}
