using System.Globalization;

namespace Distributed.Simulation;

/// <summary>Recorded times as text.</summary>
internal static class TraceText
{
    /// <summary>Reads lines of <c>seconds</c> or <c>worker,seconds</c>.</summary>
    /// <exception cref="InvalidDataException">A line is neither.</exception>
    internal static IReadOnlyList<IReadOnlyList<double>> Read(IEnumerable<string> lines, string name)
    {
        var series = new SortedDictionary<int, List<double>>();
        int number = 0;
        foreach (string line in lines)
        {
            number++;
            string text = line.Split('#')[0].Trim();
            if (text.Length == 0)
                continue;
            string[] parts = text.Split(',', StringSplitOptions.TrimEntries);
            int worker = 0;
            if (parts.Length > 2
                || (parts.Length == 2 && !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out worker))
                || !double.TryParse(parts[^1], NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds)
                || !(seconds > 0) || !double.IsFinite(seconds))
                throw new InvalidDataException($"{name}, line {number}: '{line}' is neither 'seconds' nor 'worker,seconds' with a time over 0.");
            if (!series.TryGetValue(worker, out List<double>? own))
                series.Add(worker, own = []);
            own.Add(seconds);
        }

        return series.Count > 0 ? [.. series.Values] : throw new InvalidDataException($"{name} holds no times.");
    }
}
