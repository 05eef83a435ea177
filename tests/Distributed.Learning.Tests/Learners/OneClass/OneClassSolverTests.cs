namespace Distributed.Learning.Tests;

public sealed class OneClassSolverTests
{
    private const int Others = 50;
    private static readonly int[] _observed = [0, 3, 4, 9, 17, 33, 48];
    private static readonly OneClass _loss = new(Alpha: 0.2f, Target: 0.1f);

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(16)]
    [InlineData(21)]
    public void A_row_ends_where_the_gradient_over_all_pairs_vanishes(int rank)
    {
        MatrixFactorizationSettings settings = Settings(rank);
        float[] others = Factors(rank), row = new float[FactorLayout.Columns(rank)];
        IOneClassSolver solver = OneClassSolvers.Create(settings, _loss);
        solver.Prepare(others);
        for (int round = 0; round < 20; round++)
            solver.Solve(row, _observed, others);
        Gradient(settings, row, others).Max(Math.Abs).Should().BeLessThan(1e-4);
        row.Skip(rank).Any(v => v != 0).Should().BeFalse("padding stays zero");
    }

    [Fact]
    public void Every_move_lowers_the_loss_with_its_regularization()
    {
        MatrixFactorizationSettings settings = Settings(16);
        float[] others = Factors(16), row = new float[16];
        IOneClassSolver solver = OneClassSolvers.Create(settings, _loss);
        solver.Prepare(others);
        double last = double.PositiveInfinity;
        for (int round = 0; round < 5; round++)
        {
            double loss = Loss(row, others) + (settings.Regularization * row.Sum(v => (double)v * v));
            loss.Should().BeLessThanOrEqualTo(last + 1e-6);
            last = loss;
            solver.Solve(row, _observed, others);
        }
    }

    [Fact]
    public void The_reported_loss_is_the_sum_over_all_pairs()
    {
        float[] others = Factors(16), row = [.. Enumerable.Range(0, 16).Select(k => 0.05f * (k - 7))];
        IOneClassSolver solver = OneClassSolvers.Create(Settings(16), _loss);
        solver.Prepare(others);
        double expected = Loss(row, others);
        solver.Solve(row, _observed, others).Should().BeApproximately(expected, 1e-4 * expected);
    }

    [Fact]
    public void Deterministic_solutions_have_the_same_bits_in_every_width()
    {
        MatrixFactorizationSettings settings = Settings(21) with { Deterministic = true };
        float[] expected = Solve(OneClassSolvers.Create<Lanes128>(settings, _loss));
        if (Lanes256.IsSupported)
            Solve(OneClassSolvers.Create<Lanes256>(settings, _loss)).Should().Equal(expected);
        if (Lanes512.IsSupported)
            Solve(OneClassSolvers.Create<Lanes512>(settings, _loss)).Should().Equal(expected);
        Solve(OneClassSolvers.Create<Lanes128>(settings with { Regularization = 0.1000001f }, _loss)).Should().NotEqual(expected, "the comparison sees last bits");
    }

    [Fact]
    public void A_row_that_is_observed_with_nothing_and_wants_zeros_becomes_zero()
    {
        float[] others = Factors(16), row = [.. Enumerable.Repeat(1f, 16)];
        IOneClassSolver solver = OneClassSolvers.Create(Settings(16), _loss with { Target = 0 });
        solver.Prepare(others);
        for (int round = 0; round < 20; round++)
            solver.Solve(row, [], others);
        row.Max(Math.Abs).Should().BeLessThan(1e-4f);
    }

    private static MatrixFactorizationSettings Settings(int rank) =>
        new() { Rank = rank, Regularization = 0.1f, Biases = false, OneClass = _loss };

    private static float[] Solve(IOneClassSolver solver)
    {
        float[] others = Factors(21), row = new float[FactorLayout.Columns(21)];
        solver.Prepare(others);
        solver.Solve(row, _observed, others);
        return row;
    }

    private static float[] Factors(int rank)
    {
        var random = new Random(rank);
        int columns = FactorLayout.Columns(rank);
        var factors = new float[Others * columns];
        for (int i = 0; i < factors.Length; i++)
            factors[i] = i % columns < rank ? random.NextSingle() - 0.3f : 0;
        return factors;
    }

    private static double[] Gradient(MatrixFactorizationSettings settings, float[] row, float[] others)
    {
        double[] gradient = [.. row.Select(v => (double)settings.Regularization * v)];
        for (int other = 0; other < Others; other++)
        {
            bool isObserved = _observed.Contains(other);
            double error = Score(row, others, other) - (isObserved ? 1 : _loss.Target);
            for (int k = 0; k < row.Length; k++)
                gradient[k] += (isObserved ? 1 : _loss.Alpha) * error * others[(other * row.Length) + k];
        }
        return gradient;
    }

    private static double Loss(float[] row, float[] others) => Enumerable.Range(0, Others).Sum(other => _observed.Contains(other)
        ? Math.Pow(1 - Score(row, others, other), 2)
        : _loss.Alpha * Math.Pow(_loss.Target - Score(row, others, other), 2));

    private static double Score(float[] row, float[] others, int other) =>
        Enumerable.Range(0, row.Length).Sum(k => (double)row[k] * others[(other * row.Length) + k]);
}
