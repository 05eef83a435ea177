using Microsoft.ML;
using Microsoft.ML.Data;

namespace Offline.Tests;

/// <summary>Shapes: they cannot be made, but an estimator is handed them.</summary>
internal static class ShapeOf
{
    public static SchemaShape View(IDataView view)
    {
        var listener = new Listener();
        new EstimatorChain<ITransformer>().Append(listener).Fit(view);
        return listener.Shape;
    }

    private sealed class Listener : IEstimator<ITransformer>
    {
        public SchemaShape Shape { get; private set; }

        public ITransformer Fit(IDataView input) => new TransformerChain<ITransformer>();

        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => Shape = inputSchema;
    }
}
