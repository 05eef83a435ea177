namespace Distributed.Simulation.Tests;

public sealed class LearnerTests
{
    private const float Step = 1e-3f;

    /// <summary>On one example a batch's gradient is that of the loss.</summary>
    [Fact]
    public void A_dense_logistic_step_goes_against_the_gradient() =>
        CheckGradient(new LogisticLearner(new([0.5f, -1.5f, 2], [1], 3), batch: 4), scale: loss => loss);

    [Fact]
    public void A_sparse_logistic_step_goes_against_the_gradient() =>
        CheckGradient(new SparseLogisticLearner(new([0, 2], [1, 3], [0.5f, -2], [0], 5), batch: 1), scale: loss => loss);

    [Fact]
    public void A_factorization_step_goes_against_the_gradient() =>
        CheckGradient(new FactorizationLearner(new([1], [2], [4], 0), rank: 3, batch: 1, lambda: 0), scale: loss => loss * loss / 2);

    [Fact]
    public void A_perceptron_step_goes_against_the_gradient() =>
        CheckGradient(new PerceptronLearner(new([0.5f, -1, 0.25f, 1], [2], 4), [6, 5], batch: 2), scale: loss => loss);

    [Fact]
    public void A_wrong_gradient_is_noticed()
    {
        Action check = () => CheckGradient(new LogisticLearner(new([0.5f, -1.5f, 2], [1], 3), batch: 4), scale: loss => 1.1 * loss);
        check.Should().Throw<Exception>();
    }

    [Theory]
    [MemberData(nameof(Workloads))]
    public void What_is_learned_gets_better(string name, Func<Workload> make, double step)
    {
        SimulationResult result = VirtualCluster.Run(Small.Options("ssp:3") with { Workload = make(), Step = step, MaxTimeNs = 60_000_000_000, StopsAtTarget = false });
        result.FinalLoss.Should().BeLessThan(0.9 * result.Losses[0].Loss, name);
        result.Diverged.Should().BeFalse();
    }

    [Fact]
    public void A_run_that_diverges_ends()
    {
        SimulationResult result = VirtualCluster.Run(Small.Options("asp") with { Workload = Workload.MatrixFactorization(50, 50, 1_000), Step = 100 });
        result.Diverged.Should().BeTrue();
        result.TimeNs.Should().BeLessThan(30_000_000_000);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(11)]
    public void A_dot_product_is_the_sum_of_the_products(int length)
    {
        float[] x = [.. Enumerable.Range(1, length).Select(i => (float)i)], y = [.. Enumerable.Range(2, length + 3).Select(i => (float)i)];
        LaneSums.Dot(x, y).Should().Be(x.Select((value, i) => value * y[i]).Sum());
    }

    [Fact]
    public void Sums_are_those_of_one_number_after_another_to_the_bit()
    {
        var draws = new Draws(5);
        float[] x = [.. Enumerable.Range(0, 103).Select(i => (float)Draws.Normal(draws.Stream(default, i, DrawPurpose.Data)))], y = [.. x.Select(value => (value * value) - 0.3f)];
        float[] lanes = new float[4], sums = [.. y];
        for (int i = 0; i < x.Length; i++)
        {
            lanes[i < 100 ? i % 4 : 0] += x[i] * y[i];
            sums[i] += 0.7f * x[i];
        }

        LaneSums.Dot(x, y).Should().Be((lanes[0] + lanes[1]) + (lanes[2] + lanes[3]));
        LaneSums.AddTo(y, 0.7f, x);
        y.Should().Equal(sums);
    }

    [Fact]
    public void About_a_tenth_of_the_ratings_is_held_out_and_none_is_lost()
    {
        int[] ids = [.. Enumerable.Range(0, 1_000)];
        RatingExamples split = RatingExamples.Split(ids, ids, [.. ids.Select(i => (float)i)], seed: 3);
        split.HeldOut.Should().BeInRange(70, 130);
        split.Users.Order().Should().Equal(ids);
        split.Items.Should().Equal(split.Users);
        split.Values.Should().Equal(split.Users.Select(i => (float)i));
        split.Users[..split.Trained].Should().BeInAscendingOrder("only those that are held out move");
    }

    [Fact]
    public void An_update_holds_the_rows_that_were_touched_and_begins_anew()
    {
        var builder = new UpdateBuilder(size: 6, rowSize: 2);
        builder.Row(2)[1] = 5;
        builder.Row(0)[0] = 1;
        var update = new Update();
        builder.MoveTo(update);
        float[] parameters = [1, 1, 1, 1, 1, 1];
        update.AddTo(parameters, 2);
        parameters.Should().Equal(3, 1, 1, 1, 1, 11);
        builder.MoveTo(update);
        update.AddTo(parameters, 2);
        parameters.Should().Equal(3, 1, 1, 1, 1, 11);
    }

    [Fact]
    public void Given_data_are_checked()
    {
        ((Action)(() => Workload.LogisticOn([1, 2, 3], [0, 1]))).Should().Throw<ArgumentException>().WithMessage("*3 features*");
        ((Action)(() => Workload.LogisticOn([1, 2], [0, 2]))).Should().Throw<ArgumentException>().WithMessage("*0 and 1*");
        ((Action)(() => Workload.MatrixFactorizationOf([0], [0, 1], [1]))).Should().Throw<ArgumentException>();
        Workload.MatrixFactorizationOf([0, 1, 4], [0, 1, 2], [1, 2, 3], rank: 2).Parameters.Should().Be(8 * 3);
        Workload.PerceptronOn([1, 2, 3, 4], [0, 2], [5]).Parameters.Should().Be((3 * 5) + (6 * 3));
    }

    public static TheoryData<string, Func<Workload>, double> Workloads => new()
    {
        { "logistic", () => Small.Logistic, 0.2 },
        { "sparse", () => Workload.SparseLogistic(500, 50, 5), 1 },
        { "mf", () => Workload.MatrixFactorization(30, 40, 1_000, rank: 2), 0.05 },
        { "mlp", () => Workload.Perceptron([8], 200, 6, 3), 0.05 },
    };

    private static void CheckGradient(IGradientLearner learner, Func<double, double> scale)
    {
        float[] parameters = new float[learner.Size], change = new float[learner.Size];
        learner.Start(parameters);
        for (int i = 0; i < parameters.Length; i++)
            parameters[i] += 0.01f * ((i % 7) - 3);
        var builder = new UpdateBuilder(learner.Size, learner.RowSize);
        learner.Step(parameters, new(0, 0, Stream: 1), Step, builder);
        var update = new Update();
        builder.MoveTo(update);
        update.AddTo(change, 1);
        change.Should().Contain(x => x != 0);
        for (int i = 0; i < parameters.Length; i++)
        {
            const float Near = 1e-2f;
            float[] more = [.. parameters], less = [.. parameters];
            more[i] += Near;
            less[i] -= Near;
            double slope = (scale(learner.Loss(more)) - scale(learner.Loss(less))) / (more[i] - less[i]);
            (change[i] / -Step).Should().BeApproximately((float)slope, 2e-3f + (0.01f * (float)Math.Abs(slope)), $"parameter {i}");
        }
    }
}
