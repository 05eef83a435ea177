namespace Distributed.Simulation;

/// <summary>What the workers of a virtual cluster learn: data, a learner, and how much of the data a clock takes.</summary>
/// <remarks>The data are made or read once and shared by all runs. Every clock draws its batch from all examples, by (seed, worker, clock).</remarks>
public abstract class Workload
{
    private readonly Lazy<IGradientLearner> _learner;

    private protected Workload(string name)
    {
        Name = name;
        _learner = new(Create);
    }

    /// <summary>The kind: <c>logistic</c>, <c>sparse-logistic</c>, <c>mf</c> or <c>mlp</c>.</summary>
    public string Name { get; }

    /// <summary>Logistic regression on generated dense features; the loss is the mean log loss in nats.</summary>
    /// <param name="examples">How many examples, 1 or more.</param>
    /// <param name="features">How many features, 1 or more.</param>
    /// <param name="batch">Examples of a clock, 1 or more.</param>
    /// <param name="dataSeed">What the data are drawn from.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Workload Logistic(int examples = 8_000, int features = 40, int batch = 32, ulong dataSeed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(examples, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(batch, 1);
        return new LogisticWorkload(examples, features, batch, dataSeed);
    }

    /// <summary>What is learned and on what, for people.</summary>
    public abstract override string ToString();

    internal IGradientLearner Learner => _learner.Value;

    private protected abstract IGradientLearner Create();
}
