namespace Distributed.Learning.Tests;

public sealed class BestBiasTests
{
    private const double Lambda = 1e-3;

    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    [InlineData(-8)]
    [InlineData(500)]
    public void No_bias_beside_the_found_one_is_better(double start)
    {
        Check(default(LogisticDualLoss), isBinary: true, start);
        Check(new HingeDualLoss(0.5), isBinary: true, start);
        Check(new HingeDualLoss(0), isBinary: true, start);
        Check(default(SquaredDualLoss), isBinary: false, start);
        Check(new HuberDualLoss(0.4), isBinary: false, start);
    }

    [Fact]
    public void The_best_bias_stays_as_it_is()
    {
        (DualProblem problem, double[] margins) = Problem(isBinary: true);
        double best = BestBias.Of(default(LogisticDualLoss), problem, margins, 0);
        BestBias.Of(default(LogisticDualLoss), problem, margins, best).Should().BeApproximately(best, 1e-4);
    }

    [Fact]
    public void Where_no_example_has_a_loss_the_penalty_brings_the_bias_to_the_edge_of_one()
    {
        (DualProblem problem, double[] margins) = Problem(isBinary: true);
        for (int i = 0; i < margins.Length; i++)
            margins[i] = 3 * problem.Examples.Label(i);
        BestBias.Of(new HingeDualLoss(0.5), problem, margins, 1.5).Should().Be(0);
    }

    [Fact]
    public void A_bias_beyond_what_numbers_hold_stays_as_it_is()
    {
        (DualProblem problem, double[] margins) = Problem(isBinary: false);
        margins[3] = double.PositiveInfinity;
        BestBias.Of(default(SquaredDualLoss), problem, margins, 0.7).Should().Be(0.7);
    }

    [Fact]
    public void Few_looks_find_the_best_bias()
    {
        Looks(default(SquaredDualLoss), isBinary: false, 0).Should().BeLessThanOrEqualTo(3);
        Looks(default(SquaredDualLoss), isBinary: false, 500).Should().BeLessThanOrEqualTo(3);
        Looks(default(LogisticDualLoss), isBinary: true, 0).Should().BeLessThanOrEqualTo(5);
        Looks(default(LogisticDualLoss), isBinary: true, 1).Should().BeLessThanOrEqualTo(5);
        Looks(default(LogisticDualLoss), isBinary: true, -1).Should().BeLessThanOrEqualTo(7);
        Looks(default(LogisticDualLoss), isBinary: true, -8).Should().BeLessThanOrEqualTo(9);
        Looks(new HuberDualLoss(0.4), isBinary: false, 0).Should().BeLessThanOrEqualTo(7);
        Looks(new HingeDualLoss(0.5), isBinary: true, 0).Should().BeLessThanOrEqualTo(7);
    }

    [Theory]
    [InlineData(0, 6)]
    [InlineData(1, 8)]
    [InlineData(-2, 9)]
    public void Few_looks_find_the_best_bias_of_a_rare_class(double start, int looks)
    {
        var problem = new DualProblem(new LinearShards(UnbalancedExamples.Of(isBinary: true, isSparse: false), 3), Lambda, 0, HasBias: true);
        Looks(default(LogisticDualLoss), problem, new double[problem.Examples.Count], start).Should().BeLessThanOrEqualTo(looks);
        Looks(new HingeDualLoss(0.5), problem, new double[problem.Examples.Count], start).Should().BeLessThanOrEqualTo(looks);
    }

    [Theory]
    [InlineData(LinearLoss.Logistic)]
    [InlineData(LinearLoss.Hinge)]
    public async Task A_model_of_little_regularization_that_is_cut_off_early_has_the_best_bias_of_its_weights(LinearLoss kind)
    {
        LinearExamples examples = PlantedExamples.Of(isSparse: true, isBinary: true);
        var task = new LinearTask
        {
            Examples = examples,
            Objective = new() { Loss = kind, L2 = 0.2 / examples.Count },
            Method = new DualMethod { Epochs = 1, GapTarget = float.Epsilon },
            Workers = 1,
        };
        LinearResult result = await LinearModels.TrainAsync(task, TestJobOptions.Settings(1, "bsp"));
        double[] margins = [.. Enumerable.Range(0, examples.Count).Select(i => RowKernel.ExactDot(examples.Row(i), result.Weights.Span))];
        double P(double bias) => Enumerable.Range(0, examples.Count).Sum(i => examples.Weight(i) * LossOf(kind, margins[i] + bias, examples.Label(i)));
        double best = P(result.Biases.Span[0]);
        foreach (double away in new[] { 0.01, 0.1, 1 })
        {
            P(result.Biases.Span[0] + away).Should().BeGreaterThan(best * (1 - 1e-4));
            P(result.Biases.Span[0] - away).Should().BeGreaterThan(best * (1 - 1e-4));
        }
    }

    private static double Looks<TLoss>(TLoss loss, bool isBinary, double start)
        where TLoss : struct, IDualLoss<TLoss>
    {
        (DualProblem problem, double[] margins) = Problem(isBinary);
        return Looks(loss, problem, margins, start);
    }

    /// <summary>How often all examples are looked at.</summary>
    private static double Looks<TLoss>(TLoss loss, DualProblem problem, double[] margins, double start)
        where TLoss : struct, IDualLoss<TLoss>
    {
        var counter = new Counter();
        BestBias.Of(new CountedLoss<TLoss>(loss, counter), problem, margins, start);
        return (double)counter.Count / margins.Length;
    }

    private static double LossOf(LinearLoss kind, double margin, double label) =>
        kind == LinearLoss.Logistic ? Math.Log(1 + Math.Exp(-label * margin)) : Math.Max(0, 1 - (label * margin));

    private static void Check<TLoss>(TLoss loss, bool isBinary, double start)
        where TLoss : struct, IDualLoss<TLoss>
    {
        (DualProblem problem, double[] margins) = Problem(isBinary);
        double bias = BestBias.Of(loss, problem, margins, start), found = Primal(loss, problem, margins, bias);
        found.Should().BeLessThanOrEqualTo(Primal(loss, problem, margins, start));
        foreach (double away in new[] { 1e-3, 1e-2, 0.1, 1, 10 })
        {
            Primal(loss, problem, margins, bias + away).Should().BeGreaterThan(found * (1 - 1e-5));
            Primal(loss, problem, margins, bias - away).Should().BeGreaterThan(found * (1 - 1e-5));
        }
    }

    private static double Primal<TLoss>(TLoss loss, DualProblem problem, double[] margins, double bias)
        where TLoss : struct, IDualLoss<TLoss> =>
        Enumerable.Range(0, margins.Length).Sum(i => problem.Examples.Weight(i) * loss.Primal(margins[i] + bias, problem.Examples.Label(i))) / problem.TotalWeight
            + (0.5 * Lambda * bias * bias);

    private static (DualProblem Problem, double[] Margins) Problem(bool isBinary)
    {
        var problem = new DualProblem(new LinearShards(PlantedExamples.Of(isSparse: false, isBinary, hasWeights: true), 3), Lambda, 0, HasBias: true);
        var random = new Random(3);
        float[] weights = [.. Enumerable.Range(0, problem.Features).Select(_ => (float)random.NextDouble() * 3)];
        return (problem, [.. Enumerable.Range(0, problem.Examples.Count).Select(i => RowKernel.ExactDot(problem.Examples.Row(i), weights))]);
    }

    private sealed class Counter
    {
        private int _count;

        internal int Count => _count;

        internal void Add() => Interlocked.Increment(ref _count);
    }

    /// <summary>A loss that counts how often it is asked for a dual.</summary>
    private readonly struct CountedLoss<TLoss>(TLoss loss, Counter counter) : IDualLoss<CountedLoss<TLoss>>
        where TLoss : struct, IDualLoss<TLoss>
    {
        public double Primal(double margin, double label) => loss.Primal(margin, label);

        public double Dual(double alpha, double label) => loss.Dual(alpha, label);

        public double Best(double old, double margin, double label, double q)
        {
            counter.Add();
            return loss.Best(old, margin, label, q);
        }

        public double Step(double old, double margin, double label, double q, out double primal, out double apart)
        {
            counter.Add();
            return loss.Step(old, margin, label, q, out primal, out apart);
        }

        public double Curvature(double size) => loss.Curvature(size);

        public double Settled(double alpha, double label) => loss.Settled(alpha, label);
    }
}
