using System.Text;

namespace MovieLens;

/// <summary>Splits a line into fields. A field may be quoted, and then hold the separator; a doubled quote inside stands for one (RFC 4180).</summary>
internal static class Fields
{
    public static List<string> Split(string line, string separator)
    {
        List<string> fields = [];
        int start = 0;
        while (true)
        {
            if (start < line.Length && line[start] == '"' && ReadQuoted(line, separator, start) is var (field, next))
            {
                fields.Add(field);
                if (next == line.Length)
                    return fields;
                start = next + separator.Length;
                continue;
            }

            int end = line.IndexOf(separator, start, StringComparison.Ordinal);
            fields.Add(end < 0 ? line[start..] : line[start..end]);
            if (end < 0)
                return fields;
            start = end + separator.Length;
        }
    }

    // Null where the quote does not close before a separator: then it is a plain character of the field.
    private static (string Field, int Next)? ReadQuoted(string line, string separator, int start)
    {
        StringBuilder field = new();
        for (int i = start + 1; i < line.Length; i++)
        {
            if (line[i] != '"')
            {
                field.Append(line[i]);
                continue;
            }

            if (i + 1 < line.Length && line[i + 1] == '"')
            {
                field.Append('"');
                i++;
                continue;
            }

            bool ends = i + 1 == line.Length || string.CompareOrdinal(line, i + 1, separator, 0, separator.Length) == 0;
            return ends ? (field.ToString(), i + 1) : null;
        }

        return null;
    }
}
