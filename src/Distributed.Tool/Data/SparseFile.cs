using System.Globalization;

namespace Distributed.Tool;

/// <summary>Examples as SVMlight and LIBSVM write them: <c>label index:value index:value …</c>, with labels −1 or 0 and 1, indices from 1 that rise, and <c>#</c> before a comment.</summary>
internal static class SparseFile
{
    private const string Wanted = "a line is label index:value index:value …, with a label of -1, 0 or 1 and indices that rise from 1";
    private const int IndexMax = 20_000_000;

    /// <exception cref="ToolException">The file cannot be read, or a line is no example.</exception>
    internal static SparseExamples Read(string path)
    {
        List<int> starts = [0], indices = [], labels = [];
        List<float> values = [];
        foreach ((int number, string text) in TextLines.Read(path))
        {
            if (Label(text.Split('#')[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), indices, values) is not { } label)
                throw new ToolException($"--data: {path}, line {number} is no example; {Wanted}.");
            labels.Add(label);
            starts.Add(indices.Count);
        }

        return indices.Count > 0
            ? new([.. starts], [.. indices], [.. values], [.. labels], indices.Max() + 1)
            : throw new ToolException($"--data: '{path}' has no features; {Wanted}.");
    }

    private static int? Label(string[] fields, List<int> indices, List<float> values)
    {
        int last = 0;
        foreach (string field in fields.Skip(1))
        {
            string[] halves = field.Split(':');
            if (halves.Length != 2
                || !int.TryParse(halves[0], NumberStyles.None, CultureInfo.InvariantCulture, out int index) || index <= last || index > IndexMax
                || !float.TryParse(halves[1], NumberStyles.Float, CultureInfo.InvariantCulture, out float value) || !float.IsFinite(value))
                return null;
            indices.Add(index - 1);
            values.Add(value);
            last = index;
        }

        return fields.Length > 0 && float.TryParse(fields[0], NumberStyles.Float, CultureInfo.InvariantCulture, out float label)
            ? label switch { 1 => 1, 0 or -1 => 0, _ => null }
            : null;
    }
}
