using System.Globalization;
using System.IO.Compression;

namespace Distributed.Tool;

/// <summary>The lines of a text file that <c>--data</c> names, plain or .gz, with their numbers.</summary>
internal static class TextLines
{
    /// <summary>Whether a first line is a heading: nothing in it is a number. Anything else is data, and wrong data are not passed over.</summary>
    internal static bool IsHeading(IEnumerable<string> fields) => !fields.Any(field => double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out _));

    /// <exception cref="ToolException">The file cannot be read.</exception>
    internal static IReadOnlyList<(int Number, string Text)> Read(string path)
    {
        try
        {
            using Stream file = File.OpenRead(path);
            using Stream text = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
            using var reader = new StreamReader(text);
            var lines = new List<(int, string)>();
            int number = 0;
            while (reader.ReadLine() is { } line)
            {
                number++;
                if (line.Trim() is { Length: > 0 } trimmed && trimmed[0] != '#')
                    lines.Add((number, trimmed));
            }

            return lines.Count > 0 ? lines : throw new ToolException($"--data: '{path}' is empty; give a file with a line an example.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new ToolException($"--data: '{path}' cannot be read ({e.Message}); give a text file, plain or .gz.", e);
        }
    }
}
