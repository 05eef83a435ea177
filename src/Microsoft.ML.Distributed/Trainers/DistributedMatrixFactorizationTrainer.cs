using Distributed.Learning;
using Microsoft.ML.Trainers.Recommender;

namespace Microsoft.ML.Distributed;

/// <summary>
/// Matrix factorization by several workers: a native <see cref="MatrixFactorizationPredictionTransformer"/> comes out. Immutable; may be
/// fitted any number of times, also at once.
/// </summary>
/// <remarks>
/// The axis of the matrix that has more keys (of equal ones the columns) is treated as the users: their parameters belong to one worker,
/// while those of the other axis are shared through the parameter store. A validation set's key columns must have the same numbers of keys.
/// </remarks>
public sealed class DistributedMatrixFactorizationTrainer : DistributedTrainer<MatrixFactorizationPredictionTransformer, MatrixFactorizationModelParameters>
{
    private readonly MatrixFactorizationOptions _options;

    /// <param name="context">Makes models.</param>
    /// <param name="options">Validated, and a copy.</param>
    private DistributedMatrixFactorizationTrainer(MLContext context, MatrixFactorizationOptions options)
        : base(context, options, context.Recommendation().Trainers.MatrixFactorization(
            options.LabelColumnName, options.MatrixColumnIndexColumnName, options.MatrixRowIndexColumnName)) => _options = options;

    /// <summary>Makes the trainer.</summary>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    internal static DistributedMatrixFactorizationTrainer Make(MLContext context, MatrixFactorizationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return new(context, options.Copy());
    }

    private protected override void CheckColumns(SchemaShape shape, string argument) => RatingColumns.Check(
        shape, _options.MatrixColumnIndexColumnName, _options.MatrixRowIndexColumnName, _options.LabelColumnName, argument);

    private protected override Task<(MatrixFactorizationPredictionTransformer Model, TrainingReport Report)> RunAsync(
        IDataView train, IDataView? validation, int fit) => new MatrixFactorizationFit(Context, Host, _options, fit).RunAsync(train, validation);
}
