using Distributed.Learning;

namespace Microsoft.ML.Distributed;

/// <summary>What a linear training learns from, and what it is measured on.</summary>
/// <param name="Examples">The examples; labels of two classes are −1 and 1.</param>
/// <param name="Validation">What to measure on; null: nothing.</param>
internal readonly record struct LinearData(LinearExamples Examples, LinearExamples? Validation)
{
    /// <summary>The same examples with the classes' weights that the options ask for; those that follow from the data follow from what is trained on.</summary>
    internal LinearData Weighted((ClassWeights? Given, bool Balanced) classes)
    {
        ClassWeights? weights = classes.Balanced ? ClassWeights.Balanced(Examples) : classes.Given;
        return weights is { } w ? new(Examples.WithClassWeights(w), Validation?.WithClassWeights(w)) : this;
    }

    /// <summary>Refuses examples that are all of one class: weights without a bound would fit them best.</summary>
    /// <exception cref="ArgumentException">They are.</exception>
    internal void CheckClasses(FeatureColumns columns, string argument)
    {
        float first = Examples.Label(0);
        for (int i = 1; i < Examples.Count; i++)
        {
            if (Examples.Label(i) != first)
                return;
        }

        string label = columns.Kind == LabelKind.Binary ? (first > 0 ? "true" : "false") : $"key {first + 1}";
        throw new ArgumentException(
            $"All {Examples.Count} examples have the label {label} in column '{columns.Label.Name}', from which nothing can be learned about other classes; use data in which at least two occur.",
            argument);
    }
}
