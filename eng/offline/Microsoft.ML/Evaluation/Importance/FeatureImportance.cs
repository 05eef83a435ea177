using Microsoft.ML.Randomness;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>How much worse a model is where one feature's values change places (L. Breiman, "Random Forests", Machine Learning 45, 2001, section 10).</summary>
internal static class FeatureImportance
{
    /// <summary>The permuted views of each feature, in order.</summary>
    /// <param name="environment">Gives the chance.</param>
    /// <param name="data">The rows.</param>
    /// <param name="featureColumn">The vector of features.</param>
    /// <param name="rowsMax">How many of the first rows are taken; null for all.</param>
    /// <param name="permutations">How many views a feature has.</param>
    public static IEnumerable<IEnumerable<IDataView>> Permuted(IHostEnvironment environment, IDataView data, string featureColumn, int? rowsMax, int permutations)
    {
        IHost host = environment.Register(nameof(FeatureImportance));
        if (rowsMax <= 0)
            throw Fail.State("Say how many examples to take, or null for all.");
        DataViewSchema.Column features = data.Schema[featureColumn];
        IDataView taken = rowsMax is { } most ? new SkipTakeView(data, 0, most) : data;
        List<float[]> columns = Columns(taken, features);
        var random = new HybridRandom(host.Rand.Next());
        return columns.Select((values, slot) => Enumerable.Range(0, permutations).Select(_ =>
        {
            Shuffle(random, values);
            return (IDataView)new PermutedView(taken, features, slot, values);
        }));
    }

    private static List<float[]> Columns(IDataView data, DataViewSchema.Column features)
    {
        List<float[]> rows = [];
        using DataViewRowCursor cursor = data.GetRowCursor([features]);
        ValueGetter<VBuffer<float>> get = cursor.GetGetter<VBuffer<float>>(features);
        VBuffer<float> row = default;
        while (cursor.MoveNext())
        {
            get(ref row);
            rows.Add([.. row.DenseValues()]);
        }
        int slots = rows.Count == 0 ? 0 : ((VectorDataViewType)features.Type).Size;
        return [.. Enumerable.Range(0, slots).Select(slot => rows.Select(r => r[slot]).ToArray())];
    }

    private static void Shuffle(Random random, float[] values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            int other = i + random.Next(values.Length - i);
            (values[i], values[other]) = (values[other], values[i]);
        }
    }
}
