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
        RegressionMetrics before = Evaluate(data);
        return [.. permuted.Select(views =>
        {
            var statistics = new RegressionMetricsStatistics();
            foreach (IDataView view in views)
                statistics.Add(before, Evaluate(view));
            return statistics;
        })];
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
        BinaryClassificationMetrics before = Evaluate(data);
        return [.. permuted.Select(views =>
        {
            var statistics = new BinaryClassificationMetricsStatistics();
            foreach (IDataView view in views)
                statistics.Add(before, Evaluate(view));
            return statistics;
        })];
    }

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
