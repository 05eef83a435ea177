using System.Globalization;
using SvmLight;

namespace Benchmarks;

/// <summary>What liblinear reads and writes, in a folder of its own.</summary>
internal sealed class LiblinearFiles : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("liblinear-").FullName;
    private readonly Dictionary<ExampleTable, string> _written = new(ReferenceEqualityComparer.Instance);

    public string Model => Path.Combine(_folder, "model");

    /// <summary>By data file.</summary>
    public Dictionary<string, double> ReadingSeconds { get; } = [];

    /// <summary>The file of a part, written once. A true row comes first: scores speak for the first label.</summary>
    public string Of(LinearPart part)
    {
        if (_written.TryGetValue(part.Table, out string? path))
            return path;
        path = Path.Combine(_folder, $"part-{_written.Count}");
        using (StreamWriter text = new(path))
        {
            int first = Array.IndexOf(part.Table.Labels, part.Positive);
            Write(text, part, first);
            for (int row = 0; row < part.Rows; row++)
            {
                if (row != first)
                    Write(text, part, row);
            }
        }

        return _written[part.Table] = path;
    }

    /// <summary>The weights of a model, and last the bias.</summary>
    public static double[] Weights(string model) =>
        [.. File.ReadLines(model).SkipWhile(line => line != "w").Skip(1).Where(line => line.Length > 0).Select(line => double.Parse(line, CultureInfo.InvariantCulture))];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Write(StreamWriter text, LinearPart part, int row)
    {
        ExampleTable table = part.Table;
        text.Write(table.Labels[row] == part.Positive ? "1" : "-1");
        Span<char> word = stackalloc char[64];
        for (int at = table.Starts[row]; at < table.Starts[row + 1]; at++)
        {
            int feature = table.IsDense ? at - table.Starts[row] : table.Indices[at];
            word.TryWrite(CultureInfo.InvariantCulture, $" {feature + 1}:{table.Values[at]:R}", out int length);
            text.Write(word[..length]);
        }

        text.Write('\n');
    }
}
