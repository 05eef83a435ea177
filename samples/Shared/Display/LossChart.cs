namespace Samples;

/// <summary>Draws a falling curve in text: a column an epoch, in eighths of a line.</summary>
internal static class LossChart
{
    private const string Eighths = " ▁▂▃▄▅▆▇█";

    /// <summary>Draws values as columns over the smallest.</summary>
    /// <param name="values">One an epoch; NaN leaves a gap.</param>
    /// <param name="epochs">How many there will be: the width is shared among them.</param>
    /// <param name="width">Characters a line.</param>
    /// <param name="height">Lines.</param>
    /// <returns>The lines, from the top; all of the same length.</returns>
    public static string[] Draw(IReadOnlyList<double> values, int epochs, int width, int height)
    {
        int count = Math.Max(1, Math.Max(epochs, values.Count));
        int columns = Math.Min(count, width);
        int columnWidth = width / columns;
        (double low, double high) = Range(values);
        char[][] lines = [.. Enumerable.Range(0, height).Select(_ => Enumerable.Repeat(' ', columns * columnWidth).ToArray())];
        for (int column = 0; column < columns; column++)
        {
            int epoch = (int)((long)column * count / columns);
            if (epoch >= values.Count || double.IsNaN(values[epoch]))
                continue;
            int full = height * 8;
            // The lowest value still shows an eighth.
            int eighths = high > low ? 1 + (int)Math.Round((values[epoch] - low) / (high - low) * (full - 1)) : 1;
            for (int line = 0; line < height; line++)
            {
                char mark = Eighths[Math.Clamp(eighths - ((height - 1 - line) * 8), 0, 8)];
                lines[line].AsSpan(column * columnWidth, columnWidth).Fill(mark);
            }
        }

        return [.. lines.Select(line => new string(line))];
    }

    public static (double Low, double High) Range(IReadOnlyList<double> values)
    {
        double[] known = [.. values.Where(v => !double.IsNaN(v))];
        return known.Length == 0 ? (0, 0) : (known.Min(), known.Max());
    }
}
