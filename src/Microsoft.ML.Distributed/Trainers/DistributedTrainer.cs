using Distributed.Learning;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;

namespace Microsoft.ML.Distributed;

/// <summary>A trainer of this package: several workers learn, and ML.NET's own transformer comes out. Immutable; may be fitted any number of times, also at once.</summary>
/// <typeparam name="TTransformer">What comes out.</typeparam>
/// <typeparam name="TModel">Its model.</typeparam>
public abstract class DistributedTrainer<TTransformer, TModel> : ITrainerEstimator<TTransformer, TModel>
    where TTransformer : class, IPredictionTransformer<TModel>
    where TModel : class
{
    private readonly ITrainerEstimator<TTransformer, TModel> _prototype;
    private readonly TrainerOptions _options;
    private int _fits;

    /// <param name="context">Makes models.</param>
    /// <param name="options">Validated, and a copy; the seed is set if it is not.</param>
    /// <param name="prototype">ML.NET's own trainer of such models: says what cannot be built from outside ML.NET, the trainer's info and the output's shape.</param>
    private protected DistributedTrainer(MLContext context, TrainerOptions options, ITrainerEstimator<TTransformer, TModel> prototype)
    {
        (Context, _options, _prototype) = (context, options, prototype);
        Host = ((IHostEnvironment)context).Register(options.TrainerName);
        options.Seed ??= options.Placement.SpansProcesses ? JobSeed.Of(options.JobId ?? options.TrainerName) : Host.Rand.Next();
    }

    /// <inheritdoc/>
    public TrainerInfo Info => _prototype.Info;

    private protected MLContext Context { get; }

    private protected IHost Host { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a wrong type; the message says what to append before.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        CheckColumns(inputSchema, nameof(inputSchema));
        return _prototype.GetOutputSchema(inputSchema);
    }

    /// <summary>Trains.</summary>
    /// <param name="input">The data to learn from; read once.</param>
    /// <exception cref="ArgumentException">The data is empty, a row of it cannot be used, or a column does not fit.</exception>
    /// <exception cref="OperationCanceledException">
    /// Cancelled, and <see cref="ParameterStore.JobOptions.OnCancel"/> says to throw, or the data was still being read.
    /// </exception>
    /// <exception cref="ParameterStore.JobFailedException">A worker failed; its error is inside.</exception>
    public TTransformer Fit(IDataView input) => Fit(input, out _);

    /// <summary>Trains, and tells how it went.</summary>
    /// <inheritdoc cref="Fit(IDataView)"/>
    public TTransformer Fit(IDataView input, out TrainingReport report)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Run(input, null, out report);
    }

    /// <summary>Trains, measuring the loss on a validation set after each epoch.</summary>
    /// <param name="train">The data to learn from; read once.</param>
    /// <param name="validation">The data to measure on; read once. Its columns must be of the same types and sizes.</param>
    /// <inheritdoc cref="Fit(IDataView)"/>
    public TTransformer Fit(IDataView train, IDataView validation) => Fit(train, validation, out _);

    /// <summary>Trains, measuring the loss on a validation set after each epoch, and tells how it went.</summary>
    /// <inheritdoc cref="Fit(IDataView, IDataView)"/>
    public TTransformer Fit(IDataView train, IDataView validation, out TrainingReport report)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(validation);
        return Run(train, validation, out report);
    }

    /// <summary>Refuses a schema whose columns do not fit, as a chain asks before it fits.</summary>
    private protected abstract void CheckColumns(SchemaShape shape, string argument);

    /// <summary>One fit.</summary>
    /// <param name="train">The data to learn from.</param>
    /// <param name="validation">The data to measure on, if they were given.</param>
    /// <param name="fit">Which fit of the trainer this is, from 0.</param>
    private protected abstract Task<(TTransformer Model, TrainingReport Report)> RunAsync(IDataView train, IDataView? validation, int fit);

    private TTransformer Run(IDataView train, IDataView? validation, out TrainingReport report)
    {
        int fit = Interlocked.Increment(ref _fits) - 1;

        // The one place that waits for asynchronous work: ML.NET's Fit is synchronous. Nothing awaited comes back to this thread.
        (TTransformer model, report) = RunAsync(train, validation, fit).GetAwaiter().GetResult();
        _options.OnCompleted?.Invoke(report);
        return model;
    }
}
