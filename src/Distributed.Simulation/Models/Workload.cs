namespace Distributed.Simulation;

/// <summary>What the workers of a virtual cluster learn: data, a learner, and how much of the data a clock takes.</summary>
/// <remarks>The data are made once and shared by all runs. Every clock draws its batch from all examples, by (seed, worker, clock);
/// but the trainer's factorization cuts them into one shard a worker, and passes over it block by block.</remarks>
public abstract partial class Workload
{
    // Labels that follow their margins well, but not for sure.
    private const double WeightLength = 3;

    private readonly Lazy<IGradientLearner> _learner;

    private protected Workload(string name)
    {
        Name = name;
        _learner = new(Create);
    }

    /// <summary>The kind: <c>logistic</c>, <c>sparse-logistic</c>, <c>mf</c>, <c>mf-sgd</c> or <c>mlp</c>.</summary>
    public string Name { get; }

    /// <summary>Bytes of one pull, at most; where the examples are cut into one shard a worker, that of a single one.</summary>
    public long PullBytes => Learner.PullBytes;

    /// <summary>Bytes of one push, at most; where the examples are cut into one shard a worker, that of a single one.</summary>
    public long PushBytes => Learner.PushBytes;

    /// <summary>How many parameters are learned.</summary>
    public int Parameters => Learner.Size;

    /// <summary>Logistic regression on generated dense features; the loss is the mean log loss in nats.</summary>
    /// <param name="examples">How many examples, 1 or more.</param>
    /// <param name="features">How many features, 1 or more.</param>
    /// <param name="batch">Examples of a clock, 1 or more.</param>
    /// <param name="dataSeed">What the data are drawn from.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Workload Logistic(int examples = 8_000, int features = 40, int batch = 32, ulong dataSeed = 1)
    {
        Require(examples, features, batch);
        return new LearnerWorkload("logistic", $"{examples} generated examples, {features} features, batch {batch}", () =>
            new LogisticLearner(DenseExamples.Logistic(examples, features, WeightLength, dataSeed), batch))
        {
            OnExamples = (given, labels) => LogisticOn(given, labels, batch),
        };
    }

    /// <summary>Logistic regression on given dense features; the loss is the mean log loss in nats.</summary>
    /// <param name="features">Examples × width, row after row.</param>
    /// <param name="labels">0 or 1, one an example.</param>
    /// <param name="batch">Examples of a clock, 1 or more.</param>
    /// <exception cref="ArgumentException">The lengths do not fit, or a label is neither 0 nor 1.</exception>
    public static Workload LogisticOn(float[] features, int[] labels, int batch = 32)
    {
        DenseExamples examples = GivenExamples(features, labels, classes: 2);
        Require(batch);
        return new LearnerWorkload("logistic", $"{labels.Length} examples, {examples.Width} features, batch {batch}", () => new LogisticLearner(examples, batch));
    }

    /// <summary>Logistic regression on generated sparse features, some far more frequent than others; the loss is the mean log loss in nats.</summary>
    /// <param name="examples">How many examples, 1 or more.</param>
    /// <param name="features">How many features, 1 or more.</param>
    /// <param name="featuresEach">Features of an example, 1 or more.</param>
    /// <param name="batch">Examples of a clock, 1 or more.</param>
    /// <param name="dataSeed">What the data are drawn from.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Workload SparseLogistic(int examples = 8_000, int features = 2_000, int featuresEach = 20, int batch = 32, ulong dataSeed = 1)
    {
        Require(examples, features, featuresEach, batch);
        return new LearnerWorkload("sparse-logistic", $"{examples} generated examples, {featuresEach} of {features} features, batch {batch}", () =>
            new SparseLogisticLearner(SparseExamples.Logistic(examples, features, featuresEach, WeightLength, dataSeed), batch))
        {
            OnSparse = given => new LearnerWorkload("sparse-logistic", $"{given.Count} examples, {given.Indices.Length} values of {given.Width} features, batch {batch}", () => new SparseLogisticLearner(given, batch)),
        };
    }

    /// <summary>A multilayer perceptron on generated classes; the loss is the mean cross-entropy in nats.</summary>
    /// <param name="hidden">Widths of the hidden layers; null for one of 32.</param>
    /// <param name="examples">How many examples, 1 or more.</param>
    /// <param name="features">How many features, 1 or more.</param>
    /// <param name="classes">How many classes, 2 or more.</param>
    /// <param name="batch">Examples of a clock, 1 or more.</param>
    /// <param name="dataSeed">What the data are drawn from.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Workload Perceptron(
        IReadOnlyList<int>? hidden = null, int examples = 4_000, int features = 20, int classes = 5, int batch = 32, ulong dataSeed = 1)
    {
        const double CloudSpread = 1;
        hidden ??= [32];
        Require([examples, features, classes - 1, batch, .. hidden]);
        return new LearnerWorkload("mlp", $"{examples} generated examples, layers {features}-{string.Join('-', hidden)}-{classes}, batch {batch}", () =>
            new PerceptronLearner(DenseExamples.Clouds(examples, features, classes, CloudSpread, dataSeed), hidden, batch))
        {
            OnExamples = (given, labels) => PerceptronOn(given, labels, hidden, batch),
        };
    }

    /// <summary>A multilayer perceptron on given examples; the loss is the mean cross-entropy in nats.</summary>
    /// <param name="features">Examples × width, row after row.</param>
    /// <param name="labels">Classes from 0, one an example.</param>
    /// <param name="hidden">Widths of the hidden layers.</param>
    /// <param name="batch">Examples of a clock, 1 or more.</param>
    /// <exception cref="ArgumentException">The lengths do not fit, or a label is under 0.</exception>
    public static Workload PerceptronOn(float[] features, int[] labels, IReadOnlyList<int> hidden, int batch = 32)
    {
        ArgumentNullException.ThrowIfNull(hidden);
        DenseExamples examples = GivenExamples(features, labels, classes: int.MaxValue);
        Require([batch, .. hidden]);
        return new LearnerWorkload("mlp", $"{labels.Length} examples, layers {examples.Width}-{string.Join('-', hidden)}-{labels.Max() + 1}, batch {batch}", () =>
            new PerceptronLearner(examples, hidden, batch));
    }

    /// <summary>Nothing is learned, with messages of given sizes.</summary>
    internal static Workload Timing(long pullBytes, long pushBytes) =>
        new LearnerWorkload("timing", $"nothing learned, pulls of {pullBytes} and pushes of {pushBytes} bytes", () => new TimingLearner(pullBytes, pushBytes));

    /// <summary>What is learned and on what, for people.</summary>
    public abstract override string ToString();

    internal IGradientLearner Learner => _learner.Value;

    /// <summary>The learner of a cluster of some size.</summary>
    internal virtual IGradientLearner LearnerOf(int workers) => Learner;

    /// <summary>A learner with the same sizes on given examples (features, labels) instead of generated ones; null: it has no dense examples.</summary>
    internal Func<float[], int[], Workload>? OnExamples { get; init; }

    /// <summary>A learner with the same sizes on given ratings (users, items, values) instead of generated ones; null: it has no ratings.</summary>
    internal Func<int[], int[], float[], Workload>? OnRatings { get; init; }

    /// <summary>The same on given sparse examples; null where it does not learn from such.</summary>
    internal Func<SparseExamples, Workload>? OnSparse { get; init; }

    private protected abstract IGradientLearner Create();

    private static DenseExamples GivenExamples(float[] features, int[] labels, int classes)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Length == 0 || features.Length == 0 || features.Length % labels.Length != 0)
            throw new ArgumentException($"{features.Length} features do not make {labels.Length} rows of one width.", nameof(features));
        if (labels.Any(label => label < 0 || label >= classes))
            throw new ArgumentException("Labels are classes, counted from 0; a logistic regression knows 0 and 1.", nameof(labels));
        return new(features, labels, features.Length / labels.Length);
    }

    private static void Require(params ReadOnlySpan<int> sizes)
    {
        foreach (int size in sizes)
            ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
    }
}
