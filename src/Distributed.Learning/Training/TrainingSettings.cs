using ParameterStore;

namespace Distributed.Learning;

/// <summary>How a job is run, apart from what it learns.</summary>
public sealed record TrainingSettings
{
    /// <summary>Workers, policy, placement, cancellation, progress.</summary>
    public required JobOptions Job { get; init; }

    /// <summary>Workers, where the trainer decides because the options leave it open; null: what the options come to.</summary>
    public int? Workers { get; init; }

    /// <summary>Which fit of the job this is, from 0.</summary>
    public int Fit { get; init; }

    /// <summary>Stops after this many epochs without a better validation loss; null: never.</summary>
    public int? EarlyStopAfterEpochs { get; init; }

    /// <summary>What reading the data took, for the report.</summary>
    public TimeSpan Reading { get; init; }

    /// <summary>The clock of all waits and measurements.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Told after every epoch, besides <see cref="JobOptions.Progress"/>: the trainer's own log.</summary>
    public Action<TrainingProgress>? OnEpoch { get; init; }

    /// <summary>How many events <see cref="JobOptions.EventLog"/> keeps at most.</summary>
    internal int EventsMax { get; init; } = EventRecorder.EventsDefault;
}
