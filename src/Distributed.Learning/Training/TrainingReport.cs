using ParameterStore;

namespace Distributed.Learning;

/// <summary>What a training did: every trainer hands one out.</summary>
public sealed record TrainingReport
{
    /// <summary>The job's name.</summary>
    public required string JobId { get; init; }

    /// <summary>How workers waited for one another, in the text form of <see cref="SyncPolicy"/>.</summary>
    public required string Synchronization { get; init; }

    /// <summary>
    /// What is allowed and yet doubtful: about how they waited (<see cref="SyncPolicy.Warnings"/>), or about how it ended, as far from the optimum. Empty if nothing is.
    /// </summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Workers that the job started with, of all processes together.</summary>
    public required int Workers { get; init; }

    /// <summary>Why it ended.</summary>
    public required StopReason StopReason { get; init; }

    /// <summary>Epochs that every example shard has done.</summary>
    public required int Epochs { get; init; }

    /// <summary>The epoch (from 1) whose model was returned; 0 if that is the model before any training.</summary>
    public required int BestEpoch { get; init; }

    /// <summary>Time spent reading the data.</summary>
    public required TimeSpan Reading { get; init; }

    /// <summary>Time from the first clock to the last.</summary>
    public required TimeSpan Training { get; init; }

    /// <summary>Examples processed and pushed, all epochs and workers of all processes together.</summary>
    public required long Updates { get; init; }

    /// <summary>Loss after each epoch, in order.</summary>
    public required IReadOnlyList<EpochLoss> Losses { get; init; }

    /// <summary>Blocks, aborts, staleness and waits.</summary>
    public required JobStatistics Job { get; init; }

    /// <summary>Bytes of parameters pulled by all workers of this process.</summary>
    public required long BytesPulled { get; init; }

    /// <summary>Bytes of updates pushed by all workers of this process.</summary>
    public required long BytesPushed { get; init; }

    /// <summary>How far the model is from the best one, at most; null: the trainer does not know.</summary>
    public GapCertificate? Certificate { get; init; }
}
