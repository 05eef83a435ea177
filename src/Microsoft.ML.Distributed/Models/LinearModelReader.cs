using Distributed.Learning;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Trainers;

namespace Microsoft.ML.Distributed;

/// <summary>Takes weights and biases out of linear models, ML.NET's own or ours, for a training to start from.</summary>
internal static class LinearModelReader
{
    /// <summary>What a training with these features starts from.</summary>
    /// <param name="model">
    /// The parameters of a linear model, calibrated or not, or the transformer that holds them. Of a calibrated one it is the model whose scores are the
    /// log-odds of its probabilities, if <paramref name="asLogOdds"/>.
    /// </param>
    /// <param name="features">The column of features that is trained on, of known size.</param>
    /// <param name="argument">The argument to name.</param>
    /// <param name="asLogOdds">Whether scores are to be log-odds.</param>
    /// <exception cref="ArgumentException">It is no linear model, or one of another number of features; the message says which.</exception>
    internal static LinearStart Read(object model, DataViewSchema.Column features, string argument, bool asLogOdds = false) => model switch
    {
        IPredictionTransformer<object> transformer => Read(transformer.Model, features, argument, asLogOdds),
        LinearModelParameters linear => StartOf(linear, 1, 0, features, argument),
        CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator> { SubModel: var linear, Calibrator: var curve } =>
            asLogOdds ? StartOf(linear, -curve.Slope, -curve.Offset, features, argument) : StartOf(linear, 1, 0, features, argument),
        _ => throw new ArgumentException(
            $"{argument} is a {model.GetType().Name}, which holds no weights; give a linear model's parameters, such as a transformer's Model (of a chain: LastTransformer.Model).", argument),
    };

    /// <summary>Weights and bias of factor × score + offset.</summary>
    private static LinearStart StartOf(LinearModelParameters model, double factor, double offset, DataViewSchema.Column features, string argument)
    {
        IReadOnlyList<float> from = model.Weights;
        CheckCount(from.Count, features, argument);
        var weights = new float[from.Count];
        for (int i = 0; i < weights.Length; i++)
            weights[i] = (float)(factor * from[i]);
        return new(weights, new[] { (float)((factor * model.Bias) + offset) });
    }

    private static void CheckCount(int count, DataViewSchema.Column features, string argument)
    {
        if (count == LinearModelWriter.CountOf(features))
            return;
        throw new ArgumentException(
            $"{argument} has {count} weights, but '{features.Name}' has {LinearModelWriter.CountOf(features)} features; make the features by the transformers that were fitted for that model, or leave {argument} out.",
            argument);
    }
}
