using Microsoft.ML.Data;
using Microsoft.ML.Trainers.Recommender;

namespace Microsoft.ML.Distributed.Tests;

public sealed class RecommendTests
{
    private readonly MLContext _context = new(1);

    [Theory]
    [InlineData(1, 1, 1, 1)]
    [InlineData(3, 5, 2, 2)]
    [InlineData(70, 1500, 5, 10)]
    [InlineData(130, 3000, 16, 7)]
    [InlineData(9, 200, 300, 200)]
    [InlineData(5, 4, 1, 100)]
    public void Users_get_their_best_items_best_first_as_a_full_sort_would_give_them(int users, int items, int rank, int n)
    {
        MatrixFactorizationModelParameters model = RandomModel(items, users, rank, distinct: rank > 16 ? 200 : 1000);
        Recommendations best = Recommend(model, users, n);
        best.Count.Should().Be(users);
        for (int user = 0; user < users; user++)
            best[user].ToArray().Should().Equal(BySorting(model, user, n), $"user {user + 1}");
    }

    [Fact]
    public void Ties_go_to_the_lowest_key()
    {
        MatrixFactorizationModelParameters model = RandomModel(items: 2000, users: 20, rank: 3, distinct: 3);
        Recommendations best = Recommend(model, 20, 50);
        for (int user = 0; user < 20; user++)
            best[user].ToArray().Should().Equal(BySorting(model, user, 50));
    }

    [Fact]
    public void Users_can_be_the_rows_of_the_matrix()
    {
        MatrixFactorizationModelParameters model = RandomModel(items: 40, users: 30, rank: 4, distinct: 1000);
        MatrixFactorizationModelParameters turned = Model(30, 40, 4, model.RightFactorMatrix, model.LeftFactorMatrix);
        Recommendations asColumns = Recommend(model, 30, 5);
        Recommendations asRows = _context.Distributed().Recommend(turned, Keys(30), 5, usersAre: MatrixAxis.Rows);
        asRows.SelectMany(r => r.ToArray()).Should().Equal(asColumns.SelectMany(r => r.ToArray()));
    }

    [Fact]
    public void Scores_are_those_of_Transform_to_the_bit()
    {
        MatrixFactorizationPredictionTransformer transformer = Transformer(RandomFactors(50 * 7, 1), RandomFactors(20 * 7, 2), 50, 20, 7);
        Recommendations best = Recommend(transformer.Model, 20, 4);
        var pairs = best.SelectMany((items, user) => items.ToArray().Select(i => new RatingRow((uint)user + 1, i.Item, 0)));
        IEnumerable<float> scores = transformer.Transform(new RatingView(pairs, 20, 50)).GetColumn<float>("Score");
        best.SelectMany(items => items.ToArray().Select(i => i.Score)).Should().Equal(scores);
    }

    [Fact]
    public void Users_may_be_asked_for_in_any_order_and_twice()
    {
        MatrixFactorizationModelParameters model = RandomModel(100, 10, 4, 1000);
        uint[] users = [7, 3, 7, 10, 1];
        Recommendations best = _context.Distributed().Recommend(model, users, 3);
        for (int i = 0; i < users.Length; i++)
            best[i].ToArray().Should().Equal(BySorting(model, (int)users[i] - 1, 3));
        _context.Distributed().Recommend(model, ReadOnlyMemory<uint>.Empty, 3).Count.Should().Be(0);
    }

    [Fact]
    public void Seen_items_are_left_out_and_the_next_best_take_their_place()
    {
        MatrixFactorizationModelParameters model = RandomModel(300, 20, 4, 1000);
        var random = new Random(5);
        RatingRow[] pairs = [.. Enumerable.Range(0, 3000).Select(_ => new RatingRow((uint)random.Next(20) + 1, (uint)random.Next(300) + 1, 1))];
        SeenItems seen = SeenItems.From(new RatingView(pairs, 20, 300) { Cursors = 3 }, "Column", "Row");
        Recommendations best = _context.Distributed().Recommend(model, Keys(20), 10, seen);
        for (int user = 0; user < 20; user++)
        {
            HashSet<uint> of = [.. pairs.Where(p => p.Column == user + 1).Select(p => p.Row)];
            seen.Of((uint)user + 1).ToArray().Distinct().Should().BeEquivalentTo(of).And.BeInAscendingOrder();
            best[user].ToArray().Should().Equal(BySorting(model, user, 300).Where(i => !of.Contains(i.Item)).Take(10));
        }
    }

    [Fact]
    public void A_user_who_has_seen_all_but_two_gets_two()
    {
        MatrixFactorizationModelParameters model = RandomModel(50, 2, 4, 1000);
        var pairs = Enumerable.Range(1, 48).Select(i => new RatingRow(1, (uint)i, 1));
        Recommendations best = _context.Distributed().Recommend(model, Keys(2), 5, SeenItems.From(new RatingView(pairs, 2, 50), "Column", "Row"));
        best[0].ToArray().Select(i => i.Item).Should().BeEquivalentTo([49u, 50u]);
        best[1].Length.Should().Be(5);
    }

    [Fact]
    public void An_item_without_a_score_is_never_recommended()
    {
        float[] items = RandomFactors(20 * 2, 1);
        for (int item = 0; item < 20; item += 2)
            items[item * 2] = float.NaN;
        MatrixFactorizationModelParameters model = Transformer(items, [1, 1, float.NaN, 1], 20, 2, 2).Model;
        Recommendations best = Recommend(model, 2, 15);
        best[0].ToArray().Select(i => i.Item).Should().BeEquivalentTo(Enumerable.Range(0, 10).Select(i => (uint)(2 * i) + 2));
        best[0].ToArray().Should().OnlyContain(i => !float.IsNaN(i.Score));
        best[1].Length.Should().Be(0);
    }

    [Theory]
    [InlineData(0u, "There is no user key 0: the model's Columns have keys from 1 to 4, and 0 is missing.*")]
    [InlineData(5u, "There is no user key 5: *")]
    public void A_key_that_is_missing_or_beyond_the_model_is_refused(uint key, string message)
    {
        Action recommend = () => _context.Distributed().Recommend(RandomModel(3, 4, 2, 9), new[] { 1u, key }, 1);
        recommend.Should().Throw<ArgumentOutOfRangeException>().WithMessage(message).WithParameterName("users");
    }

    [Fact]
    public void More_users_than_an_array_holds_are_refused_before_anything_is_read()
    {
        var data = new RatingView([new(1, 1, 1)], int.MaxValue, 4);
        Action read = () => SeenItems.From(data, "Column", "Row");
        read.Should().Throw<ArgumentOutOfRangeException>().WithMessage("The user column 'Column' has 2147483647 keys, but at most 2147483590 fit*").WithParameterName("data");
        data.Passes.Should().Be(0);
    }

    [Fact]
    public void Bad_arguments_are_refused()
    {
        MatrixFactorizationModelParameters model = RandomModel(3, 4, 2, 9);
        DistributedCatalog catalog = _context.Distributed();
        ((Action)(() => catalog.Recommend(null!, Keys(1), 1))).Should().Throw<ArgumentNullException>().WithParameterName("model");
        ((Action)(() => catalog.Recommend(model, Keys(1), 0))).Should().Throw<ArgumentOutOfRangeException>().WithMessage("n is 0; *");
        ((Action)(() => catalog.Recommend(model, Keys(1), 1, usersAre: (MatrixAxis)3))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("usersAre");
        SeenItems other = SeenItems.From(new RatingView([new(1, 1, 1)], 3, 4), "Column", "Row");
        ((Action)(() => catalog.Recommend(model, Keys(1), 1, other))).Should().Throw<ArgumentException>()
            .WithMessage("exclude is over 3 users and 4 items, but the model, with users as its Columns, has 4 and 3; *").WithParameterName("exclude");
        ((Action)(() => other.Of(0))).Should().Throw<ArgumentOutOfRangeException>().WithMessage("Key 0 is not from 1 to 3.*");
    }

    [Fact]
    public void Recommending_can_be_cancelled()
    {
        Action recommend = () => _context.Distributed().Recommend(RandomModel(3, 4, 2, 9), Keys(4), 1, cancellationToken: new CancellationToken(true));
        recommend.Should().Throw<OperationCanceledException>();
    }

    [Fact]
    public void What_is_allocated_does_not_grow_with_the_items()
    {
        // As many users as one thread takes at once, so that this thread does it all.
        uint[] users = Keys(64);
        (Allocated(20_000) - Allocated(2_000)).Should().BeLessThan(18_000, "a byte an item would be more");

        long Allocated(int items)
        {
            MatrixFactorizationModelParameters model = RandomModel(items, 64, 8, 1000);
            _context.Distributed().Recommend(model, users, 10);
            long before = GC.GetAllocatedBytesForCurrentThread();
            _context.Distributed().Recommend(model, users, 10);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private Recommendations Recommend(MatrixFactorizationModelParameters model, int users, int n) => _context.Distributed().Recommend(model, Keys(users), n);

    private static uint[] Keys(int users) => [.. Enumerable.Range(1, users).Select(u => (uint)u)];

    private static ScoredItem[] BySorting(MatrixFactorizationModelParameters model, int user, int n)
    {
        int k = model.ApproximationRank;
        float[] items = [.. model.LeftFactorMatrix], users = [.. model.RightFactorMatrix];
        var scored = new ScoredItem[model.NumberOfRows];
        for (int item = 0; item < scored.Length; item++)
        {
            float score = 0;
            for (int f = 0; f < k; f++)
                score += items[(item * k) + f] * users[(user * k) + f];
            scored[item] = new((uint)item + 1, score);
        }

        return [.. scored.OrderByDescending(s => s.Score).ThenBy(s => s.Item).Take(n)];
    }

    /// <summary>Factors are so small multiples of a power of 2 that sums are exact, in whatever order.</summary>
    private MatrixFactorizationModelParameters RandomModel(int items, int users, int rank, int distinct)
    {
        var random = new Random(items + users);
        return Model(items, users, rank, Factors(items), Factors(users));

        float[] Factors(int count) => [.. Enumerable.Range(0, count * rank).Select(_ => random.Next(distinct) / 256f)];
    }

    private static float[] RandomFactors(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.3f)];
    }

    private MatrixFactorizationModelParameters Model(int rows, int columns, int rank, IReadOnlyList<float> left, IReadOnlyList<float> right) =>
        Transformer([.. left], [.. right], rows, columns, rank).Model;

    private MatrixFactorizationPredictionTransformer Transformer(float[] left, float[] right, int rows, int columns, int rank) =>
        new MatrixFactorizationModelWriter(_context, "Column", "Row").Make(new(
            rows, columns, rank, (id, stored) => left.AsSpan(id * rank, rank).CopyTo(stored), (id, stored) => right.AsSpan(id * rank, rank).CopyTo(stored)));
}
