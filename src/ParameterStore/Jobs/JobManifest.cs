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
    /// <summary>
    /// A hash of all examples as they are cut into shards, compared between processes; 0 where there is no need to: in a job of one process, or under
    /// <see cref="DataPlacement.Local"/>.
    /// </summary>
    public ulong DataHash { get; init; }

    /// <summary>Whether the job's name is the trainer's own, because the options give none.</summary>
    public bool HasDefaultName { get; init; }

    /// <summary>Which examples each process reads.</summary>
    public DataPlacement DataPlacement { get; init; }

    /// <summary>
    /// Under <see cref="DataPlacement.Local"/> of every process the first of the example shards whose examples it alone has; they end where the next
    /// process's begin. From 0, ascending. Empty: every process has all examples.
    /// </summary>
    public IReadOnlyList<int> HomeShards { get; init; } = [];

    /// <summary>Which of <see cref="HomeShards"/> is this process's, from 0: the one part of a manifest in which processes differ. 0 where there are none.</summary>
    public int Home { get; init; }

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
        ValidateHomes();
    }

    private void ValidateHomes()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Home);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(Home, Math.Max(1, HomeShards.Count));
        for (int home = 0; home < HomeShards.Count; home++)
            if (HomeShards[home] >= Shards || (home == 0 ? HomeShards[0] != 0 : HomeShards[home] <= HomeShards[home - 1]))
                throw new ArgumentException($"The processes' example shards begin at {string.Join(", ", HomeShards)}; they must rise from 0 and stay below {Shards}.", nameof(HomeShards));
    }
}
