using Distributed.Learning;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace Microsoft.ML.Distributed;

/// <summary>Takes weights and biases out of softmax models, ML.NET's own or ours, for a training to start from.</summary>
internal static class SoftmaxModelReader
{
    /// <summary>What a training with these columns starts from.</summary>
    /// <param name="model">The parameters of a softmax model, or the transformer that holds them.</param>
    /// <param name="columns">The columns that are trained on.</param>
    /// <param name="argument">The argument to name.</param>
    /// <exception cref="ArgumentException">It is no softmax model, or one of another number of features or classes; the message says which.</exception>
    internal static LinearStart Read(object model, FeatureColumns columns, string argument) => model switch
    {
        IPredictionTransformer<object> transformer => Read(transformer.Model, columns, argument),
        MaximumEntropyModelParameters softmax => StartOf(softmax, columns, argument),
        _ => throw new ArgumentException(
            $"{argument} is a {model.GetType().Name}, which holds no weights of several classes; give a softmax model's parameters, such as a transformer's Model.", argument),
    };

    private static LinearStart StartOf(MaximumEntropyModelParameters model, FeatureColumns columns, string argument)
    {
        VBuffer<float>[]? rows = null;
        model.GetWeights(ref rows, out int classes);
        if (classes != columns.Classes || rows[0].Length != columns.Count)
        {
            throw new ArgumentException(
                $"{argument} has {classes} classes of {rows[0].Length} weights, but the data has {columns.Classes} keys in '{columns.Label.Name}' and {columns.Count} features in '{columns.Features.Name}'; prepare the data by the transformers that were fitted for that model, or leave {argument} out.",
                argument);
        }

        var weights = new float[classes * columns.Count];
        for (int k = 0; k < classes; k++)
            rows[k].CopyTo(weights.AsSpan(k * columns.Count, columns.Count));
        return new(weights, model.GetBiases().ToArray());
    }
}
