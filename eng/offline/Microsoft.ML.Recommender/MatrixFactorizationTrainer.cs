using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers.Recommender;

namespace Microsoft.ML.Trainers;

/// <summary>The native trainer as far as others build on it: its options, its schema check and its info. It does not train.</summary>
public sealed partial class MatrixFactorizationTrainer : ITrainerEstimator<MatrixFactorizationPredictionTransformer, MatrixFactorizationModelParameters>
{
    private readonly Options _options;

    internal MatrixFactorizationTrainer(Options options) => _options = options;

    public TrainerInfo Info { get; } = new(normalization: false, caching: false);

    public MatrixFactorizationPredictionTransformer Fit(IDataView trainData, IDataView validationData) => Fit(trainData);

    public MatrixFactorizationPredictionTransformer Fit(IDataView input) => throw new NotSupportedException(
        "This is the offline stand-in of Microsoft.ML.Recommender: it has the trainer's contract but does not train. "
        + "Restore the real package to train with it.");

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Check.Value(inputSchema, nameof(inputSchema));
        Require(inputSchema, "label", new(_options.LabelColumnName, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.Single, false));
        Require(inputSchema, "matrixColumnIndex", Key(_options.MatrixColumnIndexColumnName));
        Require(inputSchema, "matrixRowIndex", Key(_options.MatrixRowIndexColumnName));
        return inputSchema.With(new SchemaShape.Column(
            DefaultColumnNames.Score, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.Single, false, ShapeAnnotations.OfScore()));
    }

    internal static void Validate(Options options)
    {
        const string MustBePositive = "Parameter must be positive";
        Check.Value(options, nameof(options));
        Check.Argument(options.ApproximationRank > 0, nameof(options.ApproximationRank), MustBePositive);
        Check.Argument(options.NumberOfThreads is null or > 0, nameof(options.NumberOfThreads), MustBePositive);
        Check.Argument(options.NumberOfIterations > 0, nameof(options.NumberOfIterations), MustBePositive);
        Check.Argument(options.Lambda > 0, nameof(options.Lambda), MustBePositive);
        Check.Argument(options.LearningRate > 0, nameof(options.LearningRate), MustBePositive);
        Check.Argument(options.Alpha > 0, nameof(options.Alpha), MustBePositive);
    }

    private static SchemaShape.Column Key(string name) => new(name, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.UInt32, true);

    private static void Require(SchemaShape schema, string role, SchemaShape.Column wanted)
    {
        if (!schema.TryFindColumn(wanted.Name, out SchemaShape.Column found))
            throw Fail.ColumnMissing("col", role, wanted.Name);
        if (!wanted.IsCompatibleWith(found))
            throw Fail.ColumnType("inputSchema", role, wanted.Name, wanted.TypeText(), found.TypeText());
    }
}
