using System.Runtime.InteropServices;
using ParameterStore;

namespace Distributed.Learning.Tests;

public sealed class MatrixFactorizationKernelTests
{
    public static TheoryData<int, bool, bool> Shapes()
    {
        var shapes = new TheoryData<int, bool, bool>();
        foreach (int rank in (int[])[1, 5, 16, 17, 32, 40, 64])
            foreach (bool biases in (bool[])[true, false])
                foreach (bool nonNegative in biases ? (bool[])[false] : [false, true])
                    shapes.Add(rank, biases, nonNegative);
        return shapes;
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Deterministic_updates_have_the_references_bits_in_every_width(int rank, bool biases, bool nonNegative)
    {
        var world = new World(Settings(rank, biases, nonNegative) with { Deterministic = true });
        (ulong bits, double loss) = world.Train(ScalarFactorKernel.Update);

        foreach ((string width, bool supported, Updater update) in Widths())
        {
            if (!supported)
                continue;
            (ulong actual, double actualLoss) = world.Train(update);
            actual.Should().Be(bits, $"{width} bits must give the reference's");
            actualLoss.Should().BeApproximately(loss, 1e-9 * loss);
        }
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Fused_updates_agree_with_the_reference_and_repeat_themselves(int rank, bool biases, bool nonNegative)
    {
        var world = new World(Settings(rank, biases, nonNegative));
        (_, double loss) = world.Train(ScalarFactorKernel.Update);
        float[] expected = world.Values();

        (ulong bits, double actual) = world.Train(MatrixFactorizationKernel.Update);
        actual.Should().BeApproximately(loss, 1e-4 * loss);
        float[] values = world.Values();
        values.Zip(expected, (v, e) => MathF.Abs(v - e) / (1 + MathF.Abs(e))).Max().Should().BeLessThan(2e-3f);
        world.Train(MatrixFactorizationKernel.Update).Bits.Should().Be(bits);
    }

    [Fact]
    public void The_comparison_of_bits_notices_a_rate_that_differs_in_its_last_bit()
    {
        MatrixFactorizationSettings settings = Settings(16, true, false) with { Deterministic = true };
        ulong bits = new World(settings).Train(MatrixFactorizationKernel.Update).Bits;
        new World(settings with { LearningRate = MathF.BitIncrement(settings.LearningRate) }).Train(MatrixFactorizationKernel.Update).Bits.Should().NotBe(bits);
    }

    [Fact]
    public void A_block_done_piecewise_gives_the_bits_of_the_whole()
    {
        var world = new World(Settings(24, true, false));
        ulong bits = world.Train(MatrixFactorizationKernel.Update).Bits;
        world.Train((in RatingBlock block, in FactorRows rows, in FactorPass pass) =>
        {
            int half = block.Runs / 2;
            return MatrixFactorizationKernel.Update(block.Slice(0, half), rows, pass) + MatrixFactorizationKernel.Update(block.Slice(half, block.Runs - half), rows, pass);
        }).Bits.Should().Be(bits);
    }

    [Fact]
    public void Padding_stays_zero_and_without_biases_they_stay_zero()
    {
        var world = new World(Settings(5, false, false));
        world.Train(MatrixFactorizationKernel.Update);
        world.ItemFactors.Where((_, i) => i % 16 >= 5).Should().OnlyContain(v => v == 0);
        world.UserFactors.Where((_, i) => i % 16 >= 5).Should().OnlyContain(v => v == 0);
        world.ItemState.Where((_, i) => i % 2 == 0).Should().OnlyContain(v => v == 0);
        world.ItemState.Where((_, i) => i % 2 == 1).Should().OnlyContain(v => v > 0);
    }

    [Fact]
    public void Factors_that_must_not_be_negative_are_not()
    {
        var world = new World(Settings(8, false, true));
        world.Train(MatrixFactorizationKernel.Update);
        world.ItemFactors.Concat(world.UserFactors).Should().OnlyContain(v => v >= 0);
        world.ItemFactors.Should().Contain(v => v == 0).And.Contain(v => v > 0);
    }

    [Fact]
    public void Ratings_ten_times_as_large_are_learnt_alike()
    {
        MatrixFactorizationSettings settings = Settings(16, true, false) with { Epochs = 5 };
        double loss = new World(settings).Train(MatrixFactorizationKernel.Update).Loss;
        new World(settings, scale: 10).Train(MatrixFactorizationKernel.Update).Loss.Should().BeApproximately(100 * loss, 0.5 * loss);
    }

    [Fact]
    public void Training_lowers_the_loss_and_an_evaluation_after_it_agrees()
    {
        MatrixFactorizationSettings settings = Settings(8, true, false) with { Epochs = 30 };
        var world = new World(settings);
        (_, double last) = world.Train(MatrixFactorizationKernel.Update);
        last.Should().BeLessThan(0.5 * new World(settings with { Epochs = 1 }).Train(MatrixFactorizationKernel.Update).Loss);
        world.Evaluate().Sum.Should().BeInRange(0.7 * last, 1.1 * last);
    }

    [Fact]
    public void A_deterministic_evaluation_has_the_same_bits_in_every_width()
    {
        var world = new World(Settings(21, true, false) with { Deterministic = true });
        world.Train(MatrixFactorizationKernel.Update);
        double expected = world.Evaluate<Lanes128>().Sum;
        if (Lanes256.IsSupported)
            world.Evaluate<Lanes256>().Sum.Should().Be(expected);
        if (Lanes512.IsSupported)
            world.Evaluate<Lanes512>().Sum.Should().Be(expected);
        world.Evaluate().Sum.Should().Be(expected);
    }

    [Fact]
    public void Updating_a_block_allocates_nothing()
    {
        var world = new World(Settings(64, true, false));
        long most = 0;
        SquaredLoss Watched(in RatingBlock block, in FactorRows rows, in FactorPass pass)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            SquaredLoss loss = MatrixFactorizationKernel.Update(block, rows, pass);
            most = Math.Max(most, GC.GetAllocatedBytesForCurrentThread() - before);
            return loss;
        }

        world.Train(Watched);
        most = 0;
        world.Train(Watched);
        most.Should().Be(0);
    }

    [Fact]
    public void Tables_that_are_too_small_are_refused_before_anything_is_written()
    {
        var world = new World(Settings(8, true, false));
        FluentActions.Invoking(() => world.Train((in RatingBlock block, in FactorRows rows, in FactorPass pass) =>
            MatrixFactorizationKernel.Update(block, new FactorRows { ItemFactors = rows.ItemFactors, ItemState = rows.ItemState, UserFactors = [], UserState = rows.UserState }, pass)))
            .Should().Throw<ArgumentException>().WithMessage("*user tables*");
    }

    private delegate SquaredLoss Updater(in RatingBlock block, in FactorRows rows, in FactorPass pass);

    private static List<(string Width, bool Supported, Updater Update)> Widths() =>
    [
        ("128", Lanes128.IsSupported, MatrixFactorizationKernel.Update<Lanes128>),
        ("256", Lanes256.IsSupported, MatrixFactorizationKernel.Update<Lanes256>),
        ("512", Lanes512.IsSupported, MatrixFactorizationKernel.Update<Lanes512>),
    ];

    private static MatrixFactorizationSettings Settings(int rank, bool biases, bool nonNegative) =>
        new() { Rank = rank, Epochs = 3, Biases = biases, NonNegative = nonNegative };

    /// <summary>Ratings of 40 users and 30 items, some given twice, and tables that start anew at every training.</summary>
    private sealed class World
    {
        private readonly MatrixFactorizationSettings _settings;
        private readonly RatingShards _ratings;
        private readonly Rating[] _read;

        internal World(MatrixFactorizationSettings settings, float scale = 1)
        {
            _settings = settings;
            var random = new Random(5);
            _read = [.. Enumerable.Range(0, 600).Select(_ => (random.Next(40), random.Next(30))).Select(x => new Rating(x.Item1, x.Item2, scale * (1 + ((x.Item1 * x.Item2) % 5))))];
            _ratings = RatingShards.Build([_read], new(40, 30, 2, 2, 1) { Center = !settings.NonNegative }, 1);
        }

        internal float[] ItemFactors { get; private set; } = [];

        internal float[] ItemState { get; private set; } = [];

        internal float[] UserFactors { get; private set; } = [];

        internal float[] UserState { get; private set; } = [];

        internal float[] Values() => [.. ItemFactors, .. ItemState, .. UserFactors, .. UserState];

        /// <summary>Trains from the start.</summary>
        /// <returns>A hash of all bits, and the last epoch's Σ e².</returns>
        internal (ulong Bits, double Loss) Train(Updater update)
        {
            float[][] tables = [.. MatrixFactorizationTables.Specs(_ratings, _settings, 9, OwnedDurability.EveryCommit).Select(Filled)];
            (ItemFactors, ItemState, UserFactors, UserState) = (tables[0], tables[1], tables[2], tables[3]);
            var loss = default(SquaredLoss);
            for (int epoch = 0; epoch < _settings.Epochs; epoch++)
            {
                loss = default;
                for (int index = 0; index < _ratings.Blocks; index++)
                    for (int shard = 0; shard < _ratings.Shards; shard++)
                        loss += update(_ratings.Block(shard, index), Rows(), FactorPass.At(new(shard, epoch, index), _ratings.Blocks, _settings, _ratings.Deviation, 1));
            }

            ulong bits = 14695981039346656037UL;
            foreach (uint value in MemoryMarshal.Cast<float, uint>(Values()))
                bits = (bits ^ value) * 1099511628211UL;
            return (bits, loss.Sum);
        }

        internal SquaredLoss Evaluate<TLanes>()
            where TLanes : struct, ILanes<TLanes> => MatrixFactorizationEvaluation.Evaluate<TLanes>(_read, _ratings, Rows(), _settings);

        internal SquaredLoss Evaluate() => MatrixFactorizationEvaluation.Evaluate(_read, _ratings, Rows(), _settings);

        private FactorRows Rows() => new() { ItemFactors = ItemFactors, ItemState = ItemState, UserFactors = UserFactors, UserState = UserState };

        private static float[] Filled(TableSpec spec)
        {
            var values = new float[spec.Rows * spec.Columns];
            spec.Initial.Fill(0, spec.Columns, values);
            return values;
        }
    }
}
