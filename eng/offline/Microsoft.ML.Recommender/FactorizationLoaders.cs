using Microsoft.ML.Models;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers.Recommender;

[assembly: ModelLoaderSource(typeof(FactorizationLoaders))]

namespace Microsoft.ML.Trainers.Recommender;

/// <summary>The loaders of this assembly's components.</summary>
internal sealed class FactorizationLoaders : IModelLoaderSource
{
    public object LoadOrNull(IHostEnvironment environment, ModelLoadContext context)
    {
        if (context.Header.Loader == FactorizationVersions.Transformer.Loader)
            return MatrixFactorizationPredictionTransformer.Load(environment, context);
        return context.Header.Loader == FactorizationVersions.Parameters.Loader ? new MatrixFactorizationModelParameters(context) : null;
    }
}
