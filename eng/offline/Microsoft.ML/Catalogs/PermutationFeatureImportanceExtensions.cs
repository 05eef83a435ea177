using System.Collections.Immutable;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Which features a model needs.</summary>
public static class PermutationFeatureImportanceExtensions
{
    public static ImmutableArray<RegressionMetricsStatistics> PermutationFeatureImportance<TModel>(
        this RegressionCatalog catalog,
        ISingleFeaturePredictionTransformer<TModel> predictionTransformer,
        IDataView data,
        string labelColumnName = DefaultColumnNames.Label,
        bool useFeatureWeightFilter = false,
        int? numberOfExamplesToUse = null,
        int permutationCount = 1)
        where TModel : class
    {
        RegressionMetrics Evaluate(IDataView rows) => catalog.Evaluate(predictionTransformer.Transform(rows), labelColumnName);
        var permuted = Permuted(catalog, predictionTransformer, data, useFeatureWeightFilter, numberOfExamplesToUse, permutationCount);
        return Measured(permuted, Evaluate(data), Evaluate, () => new RegressionMetricsStatistics(), (statistics, before, after) => statistics.Add(before, after));
    }

    public static ImmutableArray<BinaryClassificationMetricsStatistics> PermutationFeatureImportance<TModel>(
        this BinaryClassificationCatalog catalog,
        ISingleFeaturePredictionTransformer<TModel> predictionTransformer,
        IDataView data,
        string labelColumnName = DefaultColumnNames.Label,
        bool useFeatureWeightFilter = false,
        int? numberOfExamplesToUse = null,
        int permutationCount = 1)
        where TModel : class
    {
        BinaryClassificationMetrics Evaluate(IDataView rows) => catalog.EvaluateNonCalibrated(predictionTransformer.Transform(rows), labelColumnName);
        var permuted = Permuted(catalog, predictionTransformer, data, useFeatureWeightFilter, numberOfExamplesToUse, permutationCount);
        return Measured(permuted, Evaluate(data), Evaluate, () => new BinaryClassificationMetricsStatistics(), (statistics, before, after) => statistics.Add(before, after));
    }

    private static ImmutableArray<TStatistics> Measured<TMetrics, TStatistics>(
        IEnumerable<IEnumerable<IDataView>> permuted, TMetrics before, Func<IDataView, TMetrics> evaluate, Func<TStatistics> start, Action<TStatistics, TMetrics, TMetrics> add) =>
        [.. permuted.Select(views =>
        {
            TStatistics statistics = start();
            foreach (IDataView view in views)
                add(statistics, before, evaluate(view));
            return statistics;
        })];

    private static IEnumerable<IEnumerable<IDataView>> Permuted<TModel>(
        IInternalCatalog catalog, ISingleFeaturePredictionTransformer<TModel> model, IDataView data, bool filtersByWeight, int? rowsMax, int permutations)
        where TModel : class
    {
        Check.Value(model, nameof(model));
        Check.Value(data, nameof(data));
        if (filtersByWeight)
            throw new NotSupportedException("The stand-in permutes all features: leave useFeatureWeightFilter off.");
        return FeatureImportance.Permuted(catalog.Environment, data, model.FeatureColumnName, rowsMax, permutations);
    }
}
