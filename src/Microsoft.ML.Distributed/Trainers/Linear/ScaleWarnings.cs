using Distributed.Learning;
using static System.FormattableString;

namespace Microsoft.ML.Distributed;

/// <summary>Says of which features every linear trainer learns badly, and what to do.</summary>
internal static class ScaleWarnings
{
    /// <summary>How many times the smallest size the largest may be, and how many times its spread a mean.</summary>
    private const double SizesMax = 100, MeanMax = 20;

    /// <summary>Values of a feature in the sample, at least, to say how large they are.</summary>
    private const int ValuesMin = 10;

    private const int NamesMax = 3;

    /// <summary>A warning each; none if features are of like sizes, and centred enough.</summary>
    /// <param name="examples">The examples.</param>
    /// <param name="column">The column that they were read from.</param>
    /// <param name="minds">Whether means matter to the trainer.</param>
    internal static IEnumerable<string> Of(LinearExamples examples, DataViewSchema.Column column, bool minds)
    {
        var sizes = new FeatureSizes(examples);
        if (sizes.IsNothing)
            yield return $"No feature in column '{column.Name}' is other than 0 in {sizes.Examples} examples from all over the data, so that hardly more than a bias can be learned. Look at what makes the features.";
        if (OfSizes([.. sizes.Sizes(ValuesMin)], column) is { } unlike)
            yield return unlike;
        if (minds && OfMeans([.. sizes.Spreads().Where(f => f.Spread > 0 && Math.Abs(f.Mean) > MeanMax * f.Spread)], column) is { } far)
            yield return far;
    }

    private static string? OfSizes((int Feature, double Size)[] features, DataViewSchema.Column column)
    {
        if (features.Length == 0)
            return null;
        (int large, double largest) = features.MaxBy(f => f.Size);
        (int small, double smallest) = features.MinBy(f => f.Size);
        return largest <= SizesMax * smallest ? null : Invariant(
            $"The values of {SlotNames.Of(column, large)} are of about {largest:G2} and those of {SlotNames.Of(column, small)} of about {smallest:G2}: no one rate and no one strength of regularization suits both, so that training is slow and may end far from the optimum. Scale the features, with mlContext.Transforms.NormalizeMeanVariance(\"{column.Name}\") before this trainer.");
    }

    private static string? OfMeans((int Feature, double Mean, double Spread)[] features, DataViewSchema.Column column)
    {
        if (features.Length == 0)
            return null;
        string names = string.Join(", ", features.Take(NamesMax).Select(f => Invariant($"{SlotNames.Of(column, f.Feature)} has the mean {f.Mean:G3} and the spread {f.Spread:G2}")));
        string others = features.Length > NamesMax ? Invariant($", and {features.Length - NamesMax} others are like that") : "";
        return $"Means are far above spreads: {names}{others}. What such features say can hardly be told from the bias, so that training is slow and may end far from the optimum. Centre the features, with mlContext.Transforms.NormalizeMeanVariance(\"{column.Name}\", fixZero: false) before this trainer; where other features are sparse, on these alone before they are concatenated, as it leaves no zeros.";
    }
}
