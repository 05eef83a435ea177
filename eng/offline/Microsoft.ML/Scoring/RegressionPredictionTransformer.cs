using System.Reflection;
using Microsoft.ML.Models;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;

namespace Microsoft.ML.Data;

/// <summary>Loads regression transformers by their model's type.</summary>
internal static class RegressionPredictionTransformer
{
    public static object Load(IHostEnvironment environment, ModelLoadContext context)
    {
        context.Require(ModelVersions.RegressionTransformer);
        LinearRegressionModelParameters model =
            PredictionTransformerBase<LinearRegressionModelParameters>.ReadModel(environment, context);
        try
        {
            return new RegressionPredictionTransformer<LinearRegressionModelParameters>(context, model);
        }
        catch (Exception e)
        {
            // the contract is that of an instance made by reflection
            throw new TargetInvocationException(e);
        }
    }
}
