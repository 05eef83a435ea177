using System.Globalization;
using System.Text;

namespace Microsoft.ML.Data;

/// <summary>The text of a confusion matrix.</summary>
internal static class ConfusionTable
{
    private const int LabelWidthMin = 9;

    public static string Format(ConfusionMatrix matrix, string[] names)
    {
        // names too long for a cell are numbered, and the header has the numbers
        bool isBinary = names.Length == 2;
        int cellWidth = isBinary ? 8 : 5;
        int nameWidth = names.Max(n => n.Length);
        bool isNumbered = nameWidth > cellWidth;
        int digits = $"{names.Length - 1}".Length;
        int width = Math.Max(LabelWidthMin, isNumbered ? nameWidth + digits + 2 : nameWidth);
        string[] headers = isNumbered ? [.. names.Select((_, i) => $"{i}")] : names;
        string[] labels = isNumbered
            ? [.. names.Select((n, i) => $"{$"{i}".PadLeft(digits)}. {n.PadLeft(width - digits - 2)}")] : [.. names.Select(n => n.PadLeft(width))];
        string pad = new(' ', width - LabelWidthMin);
        string rule = string.Concat(Enumerable.Repeat(new string('=', cellWidth + 3), names.Length));

        var text = new StringBuilder();
        if (isBinary)
            AppendRatio(text, names[0], matrix.Counts[0].Sum(), matrix.Counts[1].Sum());
        else
            text.AppendLine();
        text.AppendLine("Confusion table");
        text.AppendLine($"          {pad}||{rule}");
        text.Append($"PREDICTED {pad}||");
        foreach (string header in headers)
            text.Append($" {header.PadLeft(cellWidth)} |");
        text.AppendLine(" Recall");
        text.AppendLine($"TRUTH     {pad}||{rule}");
        for (int i = 0; i < names.Length; i++)
        {
            text.Append($"{labels[i]} ||");
            foreach (double count in matrix.Counts[i])
                text.Append($" {Cell(count, "N0", cellWidth)} |");
            text.AppendLine(CultureInfo.CurrentCulture, $" {matrix.PerClassRecall[i],5:F4}");
        }
        text.AppendLine($"          {pad}||{rule}");
        text.Append($"Precision {pad}||");
        foreach (double precision in matrix.PerClassPrecision)
            text.Append($"{Cell(precision, "N4", cellWidth + 1)} |");
        return text.AppendLine().ToString();
    }

    private static string Cell(double number, string format, int width) => number.ToString(format, CultureInfo.CurrentCulture).PadLeft(width);

    private static void AppendRatio(StringBuilder text, string positiveName, double positive, double negative)
    {
        text.Append(CultureInfo.CurrentCulture, $"TEST {positiveName.ToUpper(CultureInfo.CurrentCulture)} RATIO:\t{positive / (positive + negative):N4} ");
        text.AppendLine(CultureInfo.CurrentCulture, $"({positive:F1}/({positive:F1}+{negative:F1}))");
    }
}
