using ParameterStore;

namespace Microsoft.ML.Distributed.Tests;

/// <summary>What every trainer's options have, and what the suite sets on them.</summary>
public sealed record ConformanceOptions
{
    public int Epochs { get; init; } = 6;

    public int Workers { get; init; } = 1;

    public SyncPolicy Synchronization { get; init; } = SyncPolicy.BulkSynchronous;

    /// <summary>Null: the context's.</summary>
    public int? Seed { get; init; } = 11;

    public CancellationToken CancellationToken { get; init; }

    public CancelBehavior OnCancel { get; init; } = CancelBehavior.Throw;

    public Action<TrainingProgress>? OnProgress { get; init; }

    public bool Quiet { get; init; }

    public float ValidationFraction { get; init; }

    public int? EarlyStopAfterEpochs { get; init; }

    /// <summary>What an earlier training of the same trainer came to, to go on from.</summary>
    public ITransformer? InitialModel { get; init; }

    /// <summary>The options' part that is the same for all trainers.</summary>
    public TOptions ApplyTo<TOptions>(TOptions options)
        where TOptions : JobOptions
    {
        options.Workers = Workers;
        options.Synchronization = Synchronization;
        options.Seed = Seed;
        options.CancellationToken = CancellationToken;
        options.OnCancel = OnCancel;
        options.Progress = OnProgress is null ? null : new ImmediateProgress(OnProgress);
        return options;
    }

    /// <summary>Unlike <see cref="Progress{T}"/> it calls back at once, on the thread that reports.</summary>
    private sealed class ImmediateProgress(Action<TrainingProgress> onProgress) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => onProgress(value);
    }
}
