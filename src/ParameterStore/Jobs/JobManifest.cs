namespace ParameterStore;

/// <summary>What all processes of a job must agree on.</summary>
/// <param name="JobId">The job's name.</param>
/// <param name="Fit">Which fit of the job, from 0: cross-validation and one-versus-all are numbered fits of one job.</param>
/// <param name="Shards">How many example shards there are, ≥ 1.</param>
/// <param name="Epochs">Passes over the data, ≥ 1.</param>
/// <param name="BlocksPerEpoch">Blocks in an example shard's epoch, ≥ 1.</param>
/// <param name="Workers">How many workers the job starts with, ≥ 1.</param>
/// <param name="Policy">How they wait for one another.</param>
/// <param name="Options">The learner's options in a canonical text, compared between processes.</param>
public sealed record JobManifest(string JobId, int Fit, int Shards, int Epochs, int BlocksPerEpoch, int Workers, SyncPolicy Policy, string Options)
{
    /// <summary>Blocks in an example shard over all epochs.</summary>
    public int BlocksPerShard => checked(Epochs * BlocksPerEpoch);

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="ArgumentException">A number is out of range.</exception>
    public void Validate()
    {
        ArgumentException.ThrowIfNullOrEmpty(JobId);
        ArgumentNullException.ThrowIfNull(Policy);
        ArgumentOutOfRangeException.ThrowIfNegative(Fit);
        ArgumentOutOfRangeException.ThrowIfLessThan(Shards, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Epochs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(BlocksPerEpoch, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Workers, 1);
        if ((long)Epochs * BlocksPerEpoch > int.MaxValue)
            throw new ArgumentException($"{Epochs} epochs of {BlocksPerEpoch} blocks are more than {int.MaxValue:N0} blocks; use fewer.", nameof(Epochs));
    }
}
