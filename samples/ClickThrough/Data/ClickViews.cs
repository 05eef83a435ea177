using Microsoft.ML;
using Microsoft.ML.Data;

namespace ClickThrough;

/// <summary>The impressions as ML.NET sees them.</summary>
/// <param name="Train">For fitting.</param>
/// <param name="Test">For measuring.</param>
internal sealed record ClickViews(IDataView Train, IDataView Test)
{
    private const double TestFraction = 0.1;

    public static ClickViews Load(MLContext mlContext, string path, int seed)
    {
        IDataView all = mlContext.Data.LoadFromTextFile(path, new TextLoader.Options { Columns = ClickColumns.InFile, Separators = ['\t'] });
        DataOperationsCatalog.TrainTestData split = mlContext.Data.TrainTestSplit(all, TestFraction, seed: seed);
        return new(split.TrainSet, split.TestSet);
    }
}
