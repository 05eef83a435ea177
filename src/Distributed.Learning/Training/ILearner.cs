using ParameterStore;

namespace Distributed.Learning;

/// <summary>
/// A learning algorithm as a job sees it: its tables, its blocks of work, and its loss. Immutable while the job runs; what a worker
/// needs for itself is in <see cref="ILearnerWorker"/>.
/// </summary>
public interface ILearner
{
    /// <summary>The trainer's name, for jobs that have none and for logs.</summary>
    string Name { get; }

    /// <summary>The tables, in the order in which the learner's other members number them.</summary>
    IReadOnlyList<TableSpec> Tables { get; }

    /// <summary>Example shards, ≥ 1.</summary>
    int Shards { get; }

    /// <summary>
    /// If processes have only their own examples: of every process its first example shard, see <see cref="JobManifest.HomeShards"/>. Empty: all examples
    /// are here.
    /// </summary>
    IReadOnlyList<int> HomeShards => [];

    /// <summary>Which of <see cref="HomeShards"/> is this process's, from 0.</summary>
    int Home => 0;

    /// <summary>Passes over the data, ≥ 1.</summary>
    int Epochs { get; }

    /// <summary>Blocks in an example shard's epoch, which is clocks in an epoch, ≥ 1.</summary>
    int BlocksPerEpoch { get; }

    /// <summary>
    /// All options that shape the result, in one line of <c>name=value, name=value</c> that is the same in all cultures: what the processes of a job
    /// must have equal, and by which a difference is named.
    /// </summary>
    string Options { get; }

    /// <summary>
    /// A hash of all examples, validation too, as they are cut into shards: equal in processes that have the same data, whatever the order in which it
    /// was read. Reads all of it.
    /// </summary>
    ulong HashData();

    /// <summary>Makes what one worker needs.</summary>
    /// <param name="tables">The ids of <see cref="Tables"/>, in that order.</param>
    ILearnerWorker CreateWorker(IReadOnlyList<TableId> tables);

    /// <summary>The loss of an epoch from its blocks' sums.</summary>
    double LossOf(BlockLoss epoch);

    /// <summary>Whether there is data for <see cref="Measure"/>.</summary>
    bool HasValidation { get; }

    /// <summary>The loss on the validation data; lower is better.</summary>
    /// <param name="parameters">All rows of all tables, at one version.</param>
    /// <param name="tables">The ids of <see cref="Tables"/>, in that order.</param>
    double Measure(Replica parameters, IReadOnlyList<TableId> tables);

    /// <summary>Whether there is data for <see cref="MeasureSample"/>: policies that tune themselves by the loss want it.</summary>
    bool CanMeasure => HasValidation;

    /// <summary>
    /// The loss on one fixed batch while the job runs; lower is better: the validation data if there are any, else perhaps a part of the training data. Takes
    /// a small part of the time of a block, and runs beside the workers.
    /// </summary>
    /// <inheritdoc cref="Measure"/>
    double MeasureSample(Replica parameters, IReadOnlyList<TableId> tables) => Measure(parameters, tables);
}
