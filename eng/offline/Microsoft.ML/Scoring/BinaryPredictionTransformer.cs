using System.Reflection;
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
        object model = PredictionTransformerBase<object>.ReadModel(environment, context);
        try
        {
            return Make(context, model);
        }
        catch (Exception e)
        {
            // the contract is that of an instance made by reflection
            throw new TargetInvocationException(e);
        }
    }

    private static object Make(ModelLoadContext context, object model) => model switch
    {
        CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator> calibrated =>
            new BinaryPredictionTransformer<CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>>(context, calibrated),
        LinearBinaryModelParameters linear => new BinaryPredictionTransformer<LinearBinaryModelParameters>(context, linear),
        _ => throw new FormatException($"A {model.GetType().Name} makes no binary predictions."),
    };
}
