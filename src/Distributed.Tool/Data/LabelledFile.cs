using System.Globalization;

namespace Distributed.Tool;

/// <summary>
/// Examples, one a line: the label, a class counted from 0, and then the features, with commas, tabs or blanks between; a heading is not read. Or
/// images in the IDX form.
/// </summary>
/// <param name="Features">Examples × width, row after row: each feature scaled to mean 0 and variance 1, or pixels from −1 to 1 with mean 0.</param>
/// <param name="Labels">One an example.</param>
internal sealed record LabelledFile(float[] Features, int[] Labels)
{
    private const string Wanted = "a line is label,feature,feature,… with a label counted from 0";
    private const int ClassesMax = 10_000;

    private static readonly char[] _between = [',', '\t', ' ', ';'];

    /// <exception cref="ToolException">The file cannot be read, or a line is no example.</exception>
    internal static LabelledFile Read(string path) => IdxFile.Read(path) ?? ReadText(path);

    private static LabelledFile ReadText(string path)
    {
        List<int> labels = [];
        List<float> features = [];
        int width = -1;
        IReadOnlyList<(int Number, string Text)> lines = TextLines.Read(path);
        foreach ((int number, string text) in lines)
        {
            string[] fields = text.Split(_between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (Numbers(fields) is not [var label, .. var own] || own.Length == 0 || label != MathF.Truncate(label) || label is < 0 or >= ClassesMax)
            {
                if (number == lines[0].Number && TextLines.IsHeading(fields))
                    continue;
                throw new ToolException($"--data: {path}, line {number} is no example; {Wanted}.");
            }

            if (width >= 0 && own.Length != width)
                throw new ToolException($"--data: {path}, line {number} has {own.Length} features, those before have {width}; give all as many.");
            width = own.Length;
            labels.Add((int)label);
            features.AddRange(own);
        }

        return labels.Count > 0 ? new(Scaled([.. features], width), [.. labels]) : throw new ToolException($"--data: '{path}' holds no examples; {Wanted}.");
    }

    // Without it one step would be too large for one feature and too small for another.
    private static float[] Scaled(float[] features, int width)
    {
        int rows = features.Length / width;
        for (int column = 0; column < width; column++)
        {
            double sum = 0, squares = 0;
            for (int row = 0; row < rows; row++)
                sum += features[(row * width) + column];
            double mean = sum / rows;
            for (int row = 0; row < rows; row++)
                squares += (features[(row * width) + column] - mean) * (features[(row * width) + column] - mean);
            double deviation = Math.Sqrt(squares / rows);
            for (int row = 0; row < rows; row++)
                features[(row * width) + column] = deviation > 0 ? (float)((features[(row * width) + column] - mean) / deviation) : 0;
        }

        return features;
    }

    private static float[]? Numbers(string[] fields)
    {
        float[] numbers = new float[fields.Length];
        for (int i = 0; i < fields.Length; i++)
        {
            if (!float.TryParse(fields[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]) || !float.IsFinite(numbers[i]))
                return null;
        }

        return numbers;
    }
}
