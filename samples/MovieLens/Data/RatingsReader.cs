using System.Globalization;
using System.Text;

namespace MovieLens;

/// <summary>
/// Reads ratings: user, film, stars and whatever follows, split by commas, tabs or "::". The first line shows by what; if it starts with a
/// name instead of a number it is a header.
/// </summary>
internal static class RatingsReader
{
    private const int ShownLength = 60;

    /// <summary>Reads all ratings.</summary>
    /// <param name="stream">The text.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="SampleException">A line is no rating; the message has the file, the line and what was expected.</exception>
    public static List<Rating> Read(Stream stream, string name)
    {
        using StreamReader text = new(stream, Encoding.UTF8);
        List<Rating> ratings = [];
        string? separator = null;
        int number = 0;
        try
        {
            while (text.ReadLine() is string line)
            {
                number++;
                if (line.Length == 0)
                    continue;
                bool isFirst = separator is null;
                separator ??= SeparatorOf(line) ?? throw Malformed(name, number, line, ",");
                if (isFirst && !char.IsAsciiDigit(line[0]))
                    continue;
                ratings.Add(Parse(line, separator) ?? throw Malformed(name, number, line, separator));
            }
        }
        catch (InvalidDataException e)
        {
            throw new SampleException($"{name} is damaged after line {number} ({e.Message}); download it again.", e);
        }

        return ratings.Count > 0 ? ratings : throw new SampleException($"{name} holds no ratings.");
    }

    private static string? SeparatorOf(string line) => new[] { "::", "\t", "," }.FirstOrDefault(s => line.Contains(s, StringComparison.Ordinal));

    private static Rating? Parse(ReadOnlySpan<char> line, ReadOnlySpan<char> separator)
    {
        ReadOnlySpan<char> user = Take(ref line, separator);
        ReadOnlySpan<char> movie = Take(ref line, separator);
        ReadOnlySpan<char> stars = Take(ref line, separator);
        return int.TryParse(user, NumberStyles.None, CultureInfo.InvariantCulture, out int userId)
            && int.TryParse(movie, NumberStyles.None, CultureInfo.InvariantCulture, out int movieId)
            && float.TryParse(stars, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out float value)
            && float.IsFinite(value)
            ? new Rating { User = userId, Movie = movieId, Stars = value }
            : null;
    }

    private static ReadOnlySpan<char> Take(ref ReadOnlySpan<char> line, ReadOnlySpan<char> separator)
    {
        int end = line.IndexOf(separator);
        ReadOnlySpan<char> field = end < 0 ? line : line[..end];
        line = end < 0 ? [] : line[(end + separator.Length)..];
        return field;
    }

    private static SampleException Malformed(string name, int number, string line, string separator)
    {
        string shown = line.Length <= ShownLength ? line : line[..ShownLength] + "…";
        string expected = string.Join(separator == "\t" ? " <tab> " : separator, "user", "movie", "rating");
        return new($"{name}, line {number}: '{shown}' is no rating; expected {expected}, two whole numbers and a number.");
    }
}
