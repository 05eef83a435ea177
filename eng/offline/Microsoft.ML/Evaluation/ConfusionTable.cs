using System.Globalization;
using System.Text;

namespace Microsoft.ML.Data;

/// <summary>The text of a confusion matrix of two classes.</summary>
internal static class ConfusionTable
{
    private const int CellWidth = 8;
    private const int LabelWidthMin = 9;

    public static string Format(ConfusionMatrix matrix, string[] names)
    {
        // names too long for a cell are numbered, and the header has the numbers
        int nameWidth = names.Max(n => n.Length);
        bool isNumbered = nameWidth > CellWidth;
        int width = Math.Max(LabelWidthMin, isNumbered ? nameWidth + 3 : nameWidth);
        string[] headers = isNumbered ? ["0", "1"] : names;
        string[] labels = isNumbered ? [.. names.Select((n, i) => $"{i}. {n.PadLeft(width - 3)}")] : [.. names.Select(n => n.PadLeft(width))];
        string pad = new(' ', width - LabelWidthMin);
        string rule = string.Concat(Enumerable.Repeat("===========", names.Length));
        double positive = matrix.Counts[0].Sum();
        double negative = matrix.Counts[1].Sum();
        string positiveName = names[0].ToUpper(CultureInfo.CurrentCulture);

        var text = new StringBuilder();
        text.Append(CultureInfo.CurrentCulture, $"TEST {positiveName} RATIO:\t{positive / (positive + negative):N4} ");
        text.AppendLine(CultureInfo.CurrentCulture, $"({positive:F1}/({positive:F1}+{negative:F1}))");
        text.AppendLine("Confusion table");
        text.AppendLine($"          {pad}||{rule}");
        text.Append($"PREDICTED {pad}||");
        foreach (string header in headers)
            text.Append($" {header,CellWidth} |");
        text.AppendLine(" Recall");
        text.AppendLine($"TRUTH     {pad}||{rule}");
        for (int i = 0; i < names.Length; i++)
        {
            text.Append($"{labels[i]} ||");
            foreach (double count in matrix.Counts[i])
                text.Append(CultureInfo.CurrentCulture, $" {count,CellWidth:N0} |");
            text.AppendLine(CultureInfo.CurrentCulture, $" {matrix.PerClassRecall[i],5:F4}");
        }
        text.AppendLine($"          {pad}||{rule}");
        text.Append($"Precision {pad}||");
        foreach (double precision in matrix.PerClassPrecision)
            text.Append(CultureInfo.CurrentCulture, $"{precision,CellWidth + 1:N4} |");
        return text.AppendLine().ToString();
    }
}
