using System.Globalization;

namespace Distributed.Tool;

/// <summary>Ratings as MovieLens has them: <c>user,item,rating</c> with commas, tabs, blanks or <c>::</c> between; what follows is not read, nor is a heading.</summary>
/// <param name="Users">Counted from 0 in the order in which they come.</param>
/// <param name="Items">Counted from 0 in the order in which they come.</param>
/// <param name="Values">The ratings.</param>
internal sealed record RatingFile(int[] Users, int[] Items, float[] Values)
{
    private static readonly string[] _between = ["::", ",", "\t", ";", " "];

    /// <exception cref="ToolException">The file cannot be read, or a line is no rating.</exception>
    internal static RatingFile Read(string path)
    {
        var users = new Dictionary<string, int>();
        var items = new Dictionary<string, int>();
        List<int> user = [], item = [];
        List<float> values = [];
        IReadOnlyList<(int Number, string Text)> lines = TextLines.Read(path);
        foreach ((int number, string text) in lines)
        {
            string[] fields = text.Split(_between, StringSplitOptions.TrimEntries);
            if (fields.Length < 3 || !float.TryParse(fields[2], NumberStyles.Float, CultureInfo.InvariantCulture, out float value) || !float.IsFinite(value))
            {
                if (number == lines[0].Number && TextLines.IsHeading(fields))
                    continue;
                throw new ToolException($"--data: {path}, line {number}: '{text}' is no rating; a line is user,item,rating.");
            }

            user.Add(IndexOf(users, fields[0]));
            item.Add(IndexOf(items, fields[1]));
            values.Add(value);
        }

        return values.Count > 0 ? new([.. user], [.. item], [.. values]) : throw new ToolException($"--data: '{path}' holds no ratings; a line is user,item,rating.");
    }

    private static int IndexOf(Dictionary<string, int> keys, string key)
    {
        if (!keys.TryGetValue(key, out int index))
            keys.Add(key, index = keys.Count);
        return index;
    }
}
