using System.Globalization;

namespace ParameterStore;

/// <summary>Reads what <see cref="Fold.ToString"/> writes.</summary>
internal static class FoldText
{
    private const string StepName = "step ";

    /// <exception cref="FormatException">It is the text of no fold that this version has.</exception>
    internal static Fold Parse(string text)
    {
        try
        {
            int open = text.IndexOf('(', StringComparison.Ordinal);
            string name = open < 0 ? text : text[..open];
            string inside = open >= 0 && text[^1] == ')' ? text[(open + 1)..^1] : "";
            Fold fold = name switch
            {
                nameof(Fold.Add) => Fold.Add,
                nameof(Fold.Momentum) => Fold.Momentum(Number(inside)),
                nameof(Fold.StalenessAware) => Fold.StalenessAware(Parse(inside)),
                nameof(Fold.DelayCompensated) => Fold.DelayCompensated(Lambda(inside), Step(inside)),
                nameof(Fold.AdaptiveDelayCompensated) => Fold.AdaptiveDelayCompensated(Lambda(inside), Step(inside)),
                nameof(Fold.AdaGrad) => Fold.AdaGrad(Number(inside)),
                nameof(Fold.CompositeAdaGrad) => Numbers(inside) is [var rate, var l1] ? Fold.CompositeAdaGrad(rate, l1) : throw new FormatException(),
                nameof(Fold.Ftrl) => Numbers(inside) is [var alpha, var beta, var l1, var l2] ? Fold.Ftrl(alpha, beta, l1, l2) : throw new FormatException(),
                nameof(Fold.CompositeFtrl) => Numbers(inside) is [var alpha, var beta, var l1, var l2] ? Fold.CompositeFtrl(alpha, beta, l1, l2) : throw new FormatException(),
                nameof(Fold.Adam) => Numbers(inside) is [var rate, var beta1, var beta2] ? Fold.Adam(rate, beta1, beta2) : throw new FormatException(),
                _ => throw new FormatException(),
            };

            // What reads but was not written so is no fold's text.
            return fold.ToString() == text ? fold : throw new FormatException();
        }
        catch (Exception error) when (error is FormatException or ArgumentException)
        {
            throw new FormatException($"'{text}' is no fold that this version has.", error);
        }
    }

    private static float Lambda(string inside) => Number(inside.Split(", ")[0]);

    private static float Step(string inside) => inside.Split(", ") is [_, var step] && step.StartsWith(StepName, StringComparison.Ordinal)
        ? Number(step[StepName.Length..])
        : throw new FormatException();

    // Their names are held to what the fold writes.
    private static float[] Numbers(string inside) => [.. inside.Split(", ").Select(part => Number(part[(part.LastIndexOf(' ') + 1)..]))];

    private static float Number(string text) => float.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
