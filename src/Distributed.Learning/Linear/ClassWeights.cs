namespace Distributed.Learning;

/// <summary>Factors on the weights of the examples of a binary task.</summary>
/// <param name="Negative">Of those with label −1; &gt; 0, finite.</param>
/// <param name="Positive">Of those with label 1; &gt; 0, finite.</param>
public readonly record struct ClassWeights(float Negative, float Positive)
{
    /// <summary>The factor of a label.</summary>
    internal float Of(float label) => label > 0 ? Positive : Negative;

    /// <summary>The factors that give both classes equal weight and leave the sum of all weights as it is.</summary>
    /// <param name="examples">Their labels are −1 and 1, and both occur.</param>
    /// <exception cref="ArgumentException">All labels are of one class.</exception>
    public static ClassWeights Balanced(LinearExamples examples)
    {
        ArgumentNullException.ThrowIfNull(examples);
        double positive = 0;
        for (int i = 0; i < examples.Count; i++)
        {
            if (examples.Label(i) > 0)
                positive += examples.Weight(i);
        }

        double negative = examples.TotalWeight - positive;
        if (!(positive > 0 && negative > 0))
            throw new ArgumentException("All examples are of one class; classes can be balanced where there are two.", nameof(examples));
        return new((float)(examples.TotalWeight / (2 * negative)), (float)(examples.TotalWeight / (2 * positive)));
    }
}
