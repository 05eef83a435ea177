using Microsoft.ML;
using SvmLight;

namespace Benchmarks;

/// <summary>
/// The parts of one set: a fifth to test on unless it brings its own rows for that, of the rest a tenth to tune on. What is learned from lies in ML.NET's cache.
/// </summary>
internal sealed class LinearParts
{
    private const ulong TestSeed = 1, ValidationSeed = 2;

    public LinearParts(MLContext context, LinearSet set)
    {
        float positive = set.Table.Positive();
        ExampleTable train = set.Test is null ? set.Table.Take(row => !Falls(row, TestSeed, 0.2)) : set.Table;
        Name = set.Name;
        Train = Cached(train);
        Test = Plain(set.Test ?? set.Table.Take(row => Falls(row, TestSeed, 0.2)));
        Fit = Cached(train.Take(row => !Falls(row, ValidationSeed, 0.1)));
        Validation = Plain(train.Take(row => Falls(row, ValidationSeed, 0.1)));

        LinearPart Plain(ExampleTable some) => new(some, positive, new ExampleTableView(some, positive));

        LinearPart Cached(ExampleTable some)
        {
            IDataView cached = context.Data.Cache(new ExampleTableView(some, positive), ExampleTableView.Label, ExampleTableView.Features);
            using DataViewRowCursor cursor = cached.GetRowCursor(cached.Schema);
            while (cursor.MoveNext())
            {
            }

            return new(some, positive, cached);
        }
    }

    public string Name { get; }

    public LinearPart Train { get; }

    public LinearPart Test { get; }

    /// <summary>Train without <see cref="Validation"/>.</summary>
    public LinearPart Fit { get; }

    public LinearPart Validation { get; }

    private static bool Falls(int row, ulong seed, double share) => (Hash.Mix((seed << 40) ^ (ulong)(row + 1)) >> 11) * (1.0 / (1UL << 53)) < share;
}
