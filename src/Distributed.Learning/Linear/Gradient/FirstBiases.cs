using ParameterStore;

namespace Distributed.Learning;

/// <summary>
/// Where biases start: as given, or at what fits the labels best alone, since steps as long as the labels' spread would take many to a mean that is far from 0,
/// and steps of one size many to the odds of a rare class. In float64 and in the examples' order, so it is the same in all processes.
/// </summary>
internal static class FirstBiases
{
    /// <summary>The first values of the biases' row; 0 if the objective has none.</summary>
    internal static RowInitializer Of(LinearTask task)
    {
        if (!task.Objective.Bias)
            return RowInitializer.Zeros;
        if (task.Start is { } start)
            return new ValueInitializer(start.Biases, start.Biases.Length);
        return task.Objective.Loss switch
        {
            LinearLoss.Squared => new ValueInitializer(new[] { Mean(task.Examples) }, 1),
            LinearLoss.Huber => new ValueInitializer(new[] { Median(task.Examples) }, 1),
            LinearLoss.Logistic => new ValueInitializer(new[] { LogOdds(task.Examples) }, 1),
            _ => RowInitializer.Zeros,
        };
    }

    /// <summary>Σ c y / Σ c.</summary>
    internal static float Mean(LinearExamples examples)
    {
        double sum = 0;
        for (int i = 0; i < examples.Count; i++)
            sum += (double)examples.Weight(i) * examples.Label(i);
        return (float)(sum / examples.TotalWeight);
    }

    /// <summary>The logarithm of the positive examples' weight over that of the others; 0 if there are only ones of one class.</summary>
    internal static float LogOdds(LinearExamples examples)
    {
        double positive = 0, negative = 0;
        for (int i = 0; i < examples.Count; i++)
        {
            if (examples.Label(i) > 0)
                positive += examples.Weight(i);
            else
                negative += examples.Weight(i);
        }

        return positive > 0 && negative > 0 ? (float)Math.Log(positive / negative) : 0;
    }

    /// <summary>The lowest label with half of the weight at or below it.</summary>
    internal static float Median(LinearExamples examples)
    {
        float[] labels = new float[examples.Count], weights = new float[examples.Count];
        for (int i = 0; i < labels.Length; i++)
            (labels[i], weights[i]) = (examples.Label(i), examples.Weight(i));
        Array.Sort(labels, weights);
        double below = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            below += weights[i];
            if (below >= examples.TotalWeight / 2)
                return labels[i];
        }

        return labels[^1];
    }
}
