using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

namespace Microsoft.ML;

public static class CategoricalCatalog
{
    public static OneHotHashEncodingEstimator OneHotHashEncoding(
        this TransformsCatalog.CategoricalTransforms catalog,
        string outputColumnName,
        string inputColumnName = null,
        OneHotEncodingEstimator.OutputKind outputKind = OneHotEncodingEstimator.OutputKind.Indicator,
        int numberOfBits = 16,
        uint seed = HashedColumn.DefaultSeed,
        bool useOrderedHashing = true,
        int maximumNumberOfInverts = 0)
    {
        RequireNoInverts(maximumNumberOfInverts);
        return new(outputKind, new HashedColumn(outputColumnName, inputColumnName ?? outputColumnName, numberOfBits, seed, useOrderedHashing));
    }

    public static OneHotHashEncodingEstimator OneHotHashEncoding(
        this TransformsCatalog.CategoricalTransforms catalog,
        InputOutputColumnPair[] columns,
        OneHotEncodingEstimator.OutputKind outputKind = OneHotEncodingEstimator.OutputKind.Indicator,
        int numberOfBits = 16,
        uint seed = HashedColumn.DefaultSeed,
        bool useOrderedHashing = true,
        int maximumNumberOfInverts = 0)
    {
        Check.Value(columns, nameof(columns));
        RequireNoInverts(maximumNumberOfInverts);
        return new(
            outputKind, Array.ConvertAll(columns, c => new HashedColumn(c.OutputColumnName, c.InputColumnName, numberOfBits, seed, useOrderedHashing)));
    }

    internal static void RequireNoInverts(int maximumNumberOfInverts)
    {
        if (maximumNumberOfInverts != 0)
            throw new NotSupportedException("This stand-in keeps no names of hashes; the real Microsoft.ML does.");
    }
}
