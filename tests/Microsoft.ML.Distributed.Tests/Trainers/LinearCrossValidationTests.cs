using Microsoft.ML.Data;

namespace Microsoft.ML.Distributed.Tests;

/// <summary>ML.NET's cross-validations with our linear trainers inside, beside those of the conformance suite: with probabilities, and at the end of a chain.</summary>
public sealed class LinearCrossValidationTests
{
    private const int Folds = 3;

    public static TheoryData<string> Calibrated => [.. LinearTrainers.All.Select(make => make()).Where(o => o.IsLogistic).Select(LinearTrainers.NameOf)];

    public static TheoryData<string> Classifiers => [.. LinearTrainers.All.Select(make => make()).Where(o => o.IsBinary).Select(LinearTrainers.NameOf)];

    public static TheoryData<string> Regressors => [.. LinearTrainers.All.Select(make => make()).Where(o => !o.IsBinary).Select(LinearTrainers.NameOf)];

    [Theory]
    [MemberData(nameof(Calibrated))]
    public void Probabilities_are_measured_on_every_fold(string trainer)
    {
        var context = new MLContext(1);
        LinearOptions options = Options(trainer);
        var folds = context.BinaryClassification.CrossValidate(LinearTrainers.View(options), LinearTrainers.Make(context, options), Folds, seed: 1);
        folds.Should().HaveCount(Folds).And.OnlyContain(f => f.Metrics.LogLoss < 0.5 && f.Metrics.LogLossReduction > 0.4 && f.Metrics.AreaUnderRocCurve > 0.9);
    }

    [Theory]
    [MemberData(nameof(Classifiers))]
    public void A_chain_is_fitted_anew_on_every_fold_of_classes(string trainer)
    {
        var context = new MLContext(1);
        IDataView raw = context.Data.LoadFromEnumerable(Rows().Select(r => new RawClassExample { Label = r.Label > 0, A = r.Features[0], B = r.Features[3], C = r.Features[6] }));
        var folds = context.BinaryClassification.CrossValidateNonCalibrated(raw, Chain(context, trainer), Folds, seed: 1);
        MustDiffer([.. folds.Select(f => f.Model)]);
        folds.Should().OnlyContain(f => f.Metrics.AreaUnderRocCurve > 0.6);
    }

    [Theory]
    [MemberData(nameof(Regressors))]
    public void A_chain_is_fitted_anew_on_every_fold_of_numbers(string trainer)
    {
        var context = new MLContext(1);
        IDataView raw = context.Data.LoadFromEnumerable(Rows().Select(r => new RawNumberExample { Label = r.Label, A = r.Features[0], B = r.Features[3], C = r.Features[6] }));
        var folds = context.Regression.CrossValidate(raw, Chain(context, trainer), Folds, seed: 1);
        MustDiffer([.. folds.Select(f => f.Model)]);
        folds.Should().OnlyContain(f => f.Metrics.RSquared > 0.1);
    }

    private static ExampleRow[] Rows() => PlantedExamples.Make();

    private static LinearOptions Options(string trainer)
    {
        LinearOptions options = LinearTrainers.Of(trainer);
        (options.Workers, options.Seed, options.Quiet) = (2, 1, true);
        return options;
    }

    private static IEstimator<ITransformer> Chain(MLContext context, string trainer) =>
        context.Transforms.Concatenate("Features", "A", "B", "C").Append(LinearTrainers.Make(context, Options(trainer)));

    private static void MustDiffer(ITransformer[] models)
    {
        models.Should().HaveCount(Folds);
        float[][] weights = [.. models.Select(m => LinearTrainers.WeightsOf(((TransformerChain<ITransformer>)m).LastTransformer))];
        weights.Should().OnlyContain(w => w.Length == 4);
        weights.Select(w => string.Join(' ', w)).Should().OnlyHaveUniqueItems();
    }
}
