using System.Reflection;
using Microsoft.ML.Models;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;

namespace Microsoft.ML.Data;

/// <summary>Loads multiclass transformers by their model's type.</summary>
internal static class MulticlassPredictionTransformer
{
    public static object Load(IHostEnvironment environment, ModelLoadContext context)
    {
        context.Require(ModelVersions.MulticlassTransformer);
        object model = PredictionTransformerBase<object>.ReadModel(environment, context);
        try
        {
            return model switch
            {
                MaximumEntropyModelParameters softmax => new MulticlassPredictionTransformer<MaximumEntropyModelParameters>(context, softmax),
                OneVersusAllModelParameters all => new MulticlassPredictionTransformer<OneVersusAllModelParameters>(context, all),
                _ => throw new FormatException($"A {model.GetType().Name} makes no multiclass predictions."),
            };
        }
        catch (Exception e)
        {
            // the contract is that of an instance made by reflection
            throw new TargetInvocationException(e);
        }
    }
}
