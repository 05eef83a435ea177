using Microsoft.ML;
using Microsoft.ML.Data;

namespace Offline.Tests;

public sealed class ShuffleTests : DifferentialTests
{
    [Fact]
    public void A_seed_and_a_pool_say_the_order() => Hold(t =>
    {
        foreach (int seed in new[] { 1, 2, -3 })
        {
            foreach (int pool in new[] { 1, 3, 10, 1000 })
                Show(t, $"seed {seed}, pool {pool}", ML.Data.ShuffleRows(Rows(40), seed, pool));
        }
    });

    [Fact]
    public void A_source_that_shuffles_is_shuffled_too_unless_it_is_not_to_be() => Hold(t =>
    {
        IDataView cached = ML.Data.Cache(Rows(40));
        Show(t, "source too", ML.Data.ShuffleRows(cached, 5, 4));
        Show(t, "source not", ML.Data.ShuffleRows(cached, 5, 4, shuffleSource: false));
        Show(t, "list, source too", ML.Data.ShuffleRows(ML.Data.LoadFromEnumerable(Rows(40).GetColumn<int>("Id").Select(i => new { Id = i }).ToList()), 5, 4));
    });

    [Fact]
    public void Without_a_seed_the_context_draws_one() => Hold(t =>
    {
        MLContext context = new(Seed);
        Show(t, "first", context.Data.ShuffleRows(Rows(20)));
        Show(t, "second", context.Data.ShuffleRows(Rows(20)));
        Show(t, "another context", ML.Data.ShuffleRows(Rows(20)));
    });

    [Fact]
    public void Every_pass_has_the_same_order_unless_it_is_given_a_source_of_numbers() => Hold(t =>
    {
        IDataView view = ML.Data.ShuffleRows(Rows(12), 5);
        t.Add("shuffles", view.CanShuffle);
        t.Add("count", view.GetRowCount());
        t.Add("cursors", view.GetRowCursorSet(view.Schema, 4).Length);
        t.View(view);
        t.Rows(view);
        t.Rows(view, new Random(3));
    });

    [Fact]
    public void Shuffled_values_are_copies() => Hold(t =>
    {
        IDataView view = ML.Data.LoadFromEnumerable(Enumerable.Range(0, 10).Select(i => new { Word = $"w{i}", Vector = new[] { i, 1f / i }, Id = i }));
        t.View(ML.Data.ShuffleRows(view, 5, 3));
        t.Throws("no pool", () => ML.Data.ShuffleRows(view, 5, 0));
        t.Throws("no data", () => ML.Data.ShuffleRows(null));
    });

    private static void Show(Transcript t, string what, IDataView view) => t.Add(what, string.Join(" ", view.GetColumn<int>("Id")));

    private static IDataView Rows(int count) => ML.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(i => new { Id = i }));
}
