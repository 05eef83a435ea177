using System.Collections.Concurrent;

namespace Distributed.Simulation;

/// <summary>A workload whose examples are cut into one shard a worker: its learners, made when they are first run, differ by how many there are.</summary>
internal sealed class ShardedWorkload(string name, string description, Func<int, IGradientLearner> create) : Workload(name)
{
    private readonly ConcurrentDictionary<int, Lazy<IGradientLearner>> _learners = new();

    public override string ToString() => $"{Name}: {description}";

    internal override IGradientLearner LearnerOf(int workers) => _learners.GetOrAdd(workers, n => new(() => create(n))).Value;

    private protected override IGradientLearner Create() => LearnerOf(1);
}
