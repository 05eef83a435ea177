using SvmLight;

namespace Benchmarks;

/// <summary>Makes two classes of labels: of two numbers the higher one is true; of more that are whole, the lowest quarter is.</summary>
/// <param name="True">The labels that are true.</param>
internal sealed record TwoClasses(IReadOnlySet<float> True)
{
    private const int ClassesMax = 100;

    /// <exception cref="InvalidDataException">The labels are no classes, or all of one.</exception>
    public static TwoClasses Of(ExampleTable table)
    {
        float[] labels = [.. table.Labels.Distinct().Take(ClassesMax + 1).Order()];
        if (labels.Length < 2)
            throw new InvalidDataException("all labels are alike.");
        if (labels.Length == 2)
            return new(new HashSet<float> { labels[1] });
        if (labels.Length > ClassesMax || labels.Any(label => label != MathF.Floor(label)))
            throw new InvalidDataException($"labels are no classes: there are more than {ClassesMax}, or they are not whole.");
        return new(labels.Take((labels.Length + 3) / 4).ToHashSet());
    }

    public ExampleTable Apply(ExampleTable table) => table with { Labels = [.. table.Labels.Select(label => True.Contains(label) ? 1f : -1f)] };
}
