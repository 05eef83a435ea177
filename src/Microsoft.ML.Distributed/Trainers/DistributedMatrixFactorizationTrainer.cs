using Distributed.Learning;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.Recommender;

namespace Microsoft.ML.Distributed;

/// <summary>
/// Matrix factorization by several workers: a native <see cref="MatrixFactorizationPredictionTransformer"/> comes out. Immutable; may be
/// fitted any number of times, also at once.
/// </summary>
/// <remarks>
/// The axis of the matrix that has more keys (of equal ones the columns) is treated as the users: their parameters belong to one worker,
/// while those of the other axis are shared through the parameter store.
/// </remarks>
public sealed class DistributedMatrixFactorizationTrainer : ITrainerEstimator<MatrixFactorizationPredictionTransformer, MatrixFactorizationModelParameters>
{
    /// <summary>The source of this trainer's lines in <see cref="MLContext.Log"/>, and the name of jobs that have none.</summary>
    internal const string Name = "DistributedMatrixFactorization";

    private readonly MLContext _context;
    private readonly IHost _host;
    private readonly MatrixFactorizationOptions _options;
    private readonly MatrixFactorizationTrainer _prototype;
    private int _fits;

    internal DistributedMatrixFactorizationTrainer(MLContext context, MatrixFactorizationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _context = context;
        _options = options.Copy();
        _host = ((IHostEnvironment)context).Register(Name);
        _options.Seed ??= _options.Placement.SpansProcesses ? JobSeed.Of(_options.JobId ?? Name) : _host.Rand.Next();

        // Says what cannot be built from outside ML.NET: the trainer's info and the output's shape.
        _prototype = context.Recommendation().Trainers.MatrixFactorization(
            options.LabelColumnName, options.MatrixColumnIndexColumnName, options.MatrixRowIndexColumnName);
    }

    /// <inheritdoc/>
    public TrainerInfo Info => _prototype.Info;

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a wrong type; the message says what to append before.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        RatingColumns.Check(
            inputSchema, _options.MatrixColumnIndexColumnName, _options.MatrixRowIndexColumnName, _options.LabelColumnName, nameof(inputSchema));
        return _prototype.GetOutputSchema(inputSchema);
    }

    /// <summary>Trains.</summary>
    /// <param name="input">The ratings; read once.</param>
    /// <exception cref="ArgumentException">The data is empty, has a missing key or a value that is not finite, or a column does not fit.</exception>
    /// <exception cref="OperationCanceledException">
    /// Cancelled, and <see cref="ParameterStore.JobOptions.OnCancel"/> says to throw, or the data was still being read.
    /// </exception>
    /// <exception cref="ParameterStore.JobFailedException">A worker failed; its error is inside.</exception>
    public MatrixFactorizationPredictionTransformer Fit(IDataView input) => Fit(input, out _);

    /// <summary>Trains, and tells how it went.</summary>
    /// <inheritdoc cref="Fit(IDataView)"/>
    public MatrixFactorizationPredictionTransformer Fit(IDataView input, out TrainingReport report)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Run(input, null, out report);
    }

    /// <summary>Trains, measuring the loss on a validation set after each epoch.</summary>
    /// <param name="train">The ratings to learn from; read once.</param>
    /// <param name="validation">The ratings to measure on; read once. Its key columns must have the same numbers of keys.</param>
    /// <inheritdoc cref="Fit(IDataView)"/>
    public MatrixFactorizationPredictionTransformer Fit(IDataView train, IDataView validation) => Fit(train, validation, out _);

    /// <summary>Trains, measuring the loss on a validation set after each epoch, and tells how it went.</summary>
    /// <inheritdoc cref="Fit(IDataView, IDataView)"/>
    public MatrixFactorizationPredictionTransformer Fit(IDataView train, IDataView validation, out TrainingReport report)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(validation);
        return Run(train, validation, out report);
    }

    private MatrixFactorizationPredictionTransformer Run(IDataView train, IDataView? validation, out TrainingReport report)
    {
        int fit = Interlocked.Increment(ref _fits) - 1;
        var run = new MatrixFactorizationFit(_context, _host, _options, fit);

        // The one place that waits for asynchronous work: ML.NET's Fit is synchronous. Nothing awaited comes back to this thread.
        (MatrixFactorizationPredictionTransformer model, report) = run.RunAsync(train, validation).GetAwaiter().GetResult();
        _options.OnCompleted?.Invoke(report);
        return model;
    }
}
