using Distributed.Learning;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.Recommender;

namespace Microsoft.ML.Distributed;

/// <summary>
/// Matrix factorization by several workers: a native <see cref="MatrixFactorizationPredictionTransformer"/> comes out.
/// </summary>
public sealed class DistributedMatrixFactorizationTrainer : ITrainerEstimator<MatrixFactorizationPredictionTransformer, MatrixFactorizationModelParameters>
{
    internal DistributedMatrixFactorizationTrainer(MLContext context, MatrixFactorizationOptions options)
    {
        _ = context;
        _ = options;
    }

    /// <inheritdoc/>
    public TrainerInfo Info => throw new NotSupportedException();

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => throw new NotSupportedException();

    /// <summary>Trains.</summary>
    public MatrixFactorizationPredictionTransformer Fit(IDataView input) => Fit(input, out _);

    /// <summary>Trains, and tells how it went.</summary>
    public MatrixFactorizationPredictionTransformer Fit(IDataView input, out TrainingReport report) => throw new NotSupportedException();

    /// <summary>Trains, measuring the loss on a validation set after each epoch.</summary>
    public MatrixFactorizationPredictionTransformer Fit(IDataView train, IDataView validation) => Fit(train, validation, out _);

    /// <summary>Trains, measuring the loss on a validation set after each epoch, and tells how it went.</summary>
    public MatrixFactorizationPredictionTransformer Fit(IDataView train, IDataView validation, out TrainingReport report) => throw new NotSupportedException();
}
