using Microsoft.ML.Calibrators;
using Microsoft.ML.Models;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;

namespace Microsoft.ML.Data;

/// <summary>Loads binary transformers by their model's type.</summary>
internal static class BinaryPredictionTransformer
{
    public static object Load(IHostEnvironment environment, ModelLoadContext context)
    {
        context.Require(ModelVersions.BinaryTransformer);
        return PredictionTransformerBase<object>.ReadModel(environment, context) switch
        {
            CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator> model =>
                new BinaryPredictionTransformer<CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>>(context, model),
            LinearBinaryModelParameters model => new BinaryPredictionTransformer<LinearBinaryModelParameters>(context, model),
            var model => throw new FormatException($"A {model.GetType().Name} makes no binary predictions."),
        };
    }
}
