using Microsoft.ML;
using SvmLight;

namespace Benchmarks;

/// <summary>The parts of one set: a fifth to test on, of the rest a tenth to tune on. Train is behind ML.NET's cache, already in it.</summary>
internal sealed class LinearParts
{
    private const ulong TestSeed = 1, ValidationSeed = 2;

    public LinearParts(MLContext context, string name, ExampleTable table)
    {
        float positive = table.Positive();
        ExampleTable train = table.Take(row => !Falls(row, TestSeed, 0.2));
        (Name, TrainRows, DataBytes) = (name, train.Count, train.Bytes);
        Train = Cached(train);
        Test = new ExampleTableView(table.Take(row => Falls(row, TestSeed, 0.2)), positive);
        Fit = Cached(train.Take(row => !Falls(row, ValidationSeed, 0.1)));
        Validation = new ExampleTableView(train.Take(row => Falls(row, ValidationSeed, 0.1)), positive);

        IDataView Cached(ExampleTable some)
        {
            IDataView cached = context.Data.Cache(new ExampleTableView(some, positive), ExampleTableView.Label, ExampleTableView.Features);
            using DataViewRowCursor cursor = cached.GetRowCursor(cached.Schema);
            while (cursor.MoveNext())
            {
            }

            return cached;
        }
    }

    public string Name { get; }

    public int TrainRows { get; }

    /// <summary>Of the training rows in memory: dense, or values with their indices.</summary>
    public long DataBytes { get; }

    public IDataView Train { get; }

    public IDataView Test { get; }

    /// <summary>Train without <see cref="Validation"/>.</summary>
    public IDataView Fit { get; }

    public IDataView Validation { get; }

    private static bool Falls(int row, ulong seed, double share) => (Hash.Mix((seed << 40) ^ (ulong)(row + 1)) >> 11) * (1.0 / (1UL << 53)) < share;
}
