using Microsoft.ML.Data;

namespace Microsoft.ML.Distributed.Tests;

/// <summary>ML.NET tells which features a model needs, whichever linear trainer it is of, fitted here or loaded.</summary>
public sealed class FeatureImportanceTests
{
    private const int Permutations = 3;

    public static TheoryData<string> Classifiers => [.. LinearTrainers.All.Select(make => make()).Where(o => o.IsBinary).Select(LinearTrainers.NameOf)];

    public static TheoryData<string> Regressors => [.. LinearTrainers.All.Select(make => make()).Where(o => !o.IsBinary).Select(LinearTrainers.NameOf)];

    [Theory]
    [MemberData(nameof(Classifiers))]
    public void The_feature_that_tells_classes_apart_best_costs_the_most(string trainer) => MustTell(
        trainer,
        (context, model, data) => [.. context.BinaryClassification.PermutationFeatureImportance(model, data, permutationCount: Permutations).Select(s => Lost(s.AreaUnderRocCurve))]);

    [Theory]
    [MemberData(nameof(Regressors))]
    public void The_feature_that_says_most_about_the_number_costs_the_most(string trainer) => MustTell(
        trainer,
        (context, model, data) => [.. context.Regression.PermutationFeatureImportance(model, data, permutationCount: Permutations).Select(s => Lost(s.RSquared))]);

    private static double Lost(MetricStatistics measure)
    {
        measure.Count.Should().Be(Permutations);
        return -measure.Mean;
    }

    private static void MustTell(string trainer, Func<MLContext, ISingleFeaturePredictionTransformer<object>, IDataView, double[]> importance)
    {
        LinearOptions options = LinearTrainers.Of(trainer);
        (options.Workers, options.Seed, options.Quiet) = (1, 1, true);

        // A feature more, which is the same in all rows.
        ExampleRow[] rows = [.. PlantedExamples.Make().Select(r => r with { Features = [.. r.Features, 1] })];
        IDataView data = LinearTrainers.View(options, rows);
        ITransformer model = LinearTrainers.Make(new MLContext(1), options).Fit(data);

        double[] lost = importance(new MLContext(1), (ISingleFeaturePredictionTransformer<object>)model, data);
        lost.Should().HaveCount(PlantedExamples.Features + 1);
        lost[^1].Should().BeApproximately(0, 1e-6, "it says nothing, and only sums are rounded otherwise");
        double[] said = [.. LinearTrainers.WeightsOf(model).Take(PlantedExamples.Features).Select((w, j) => Math.Abs(w) * DeviationOf(rows, j))];
        Array.IndexOf(lost, lost.Max()).Should().Be(Array.IndexOf(said, said.Max()));
        lost.Max().Should().BeGreaterThan(0.05);

        importance(new MLContext(1), Loaded(model, data), data).Should().Equal(lost);
    }

    private static ISingleFeaturePredictionTransformer<object> Loaded(ITransformer model, IDataView data)
    {
        using var zip = new MemoryStream();
        new MLContext(1).Model.Save(model, data.Schema, zip);
        zip.Position = 0;
        return (ISingleFeaturePredictionTransformer<object>)new MLContext(2).Model.Load(zip, out _);
    }

    private static double DeviationOf(ExampleRow[] rows, int feature)
    {
        double mean = rows.Average(r => r.Features[feature]);
        return Math.Sqrt(rows.Average(r => Math.Pow(r.Features[feature] - mean, 2)));
    }
}
