using System.Globalization;
using System.Text;

namespace MovieLens;

/// <summary>Reads films' titles: movies.csv (quoted where a title holds a comma), u.item ("|") or movies.dat ("::").</summary>
internal static class TitlesReader
{
    public static Dictionary<int, string> Read(Stream stream, string name)
    {
        bool isCsv = name.Contains(".csv", StringComparison.OrdinalIgnoreCase);
        string separator = isCsv ? "," : name.Contains("u.item", StringComparison.OrdinalIgnoreCase) ? "|" : "::";
        // GroupLens' older sets are older than UTF-8's victory.
        using StreamReader text = new(stream, isCsv ? Encoding.UTF8 : Encoding.Latin1);
        Dictionary<int, string> titles = [];
        for (int number = 1; text.ReadLine() is string line; number++)
        {
            if (line.Length == 0 || (number == 1 && isCsv))
                continue;
            List<string> fields = Fields.Split(line, separator);
            if (fields.Count < 2 || !int.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out int movie))
                throw new SampleException($"{name}, line {number}: '{line}' is no film; expected movie{separator}title.");
            titles[movie] = fields[1];
        }

        return titles;
    }
}
