using System.Collections.Concurrent;
using Distributed.Learning;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using ParameterStore;

namespace Microsoft.ML.Distributed.Tests;

/// <summary>What linear trainers have in common, beside what the conformance suite holds all trainers to.</summary>
public sealed class LinearTrainerTests
{
    public static TheoryData<string> Trainers => [.. LinearTrainers.All.Select(make => LinearTrainers.NameOf(make()))];

    public static TheoryData<string> Classifiers => [.. LinearTrainers.All.Select(make => make()).Where(o => o.IsBinary).Select(LinearTrainers.NameOf)];

    public static TheoryData<string> Certain => [.. LinearTrainers.All.Select(make => make()).OfType<LinearGapOptions>().Select(LinearTrainers.NameOf)];

    [Theory]
    [MemberData(nameof(Trainers))]
    public void Rows_without_features_do_no_harm(string trainer)
    {
        LinearOptions options = Options(trainer);
        ExampleRow[] rows = [.. PlantedExamples.Make(200), new(1, new float[PlantedExamples.Features]), new(-1, new float[PlantedExamples.Features])];
        LinearTrainers.Fit(options, LinearTrainers.View(options, rows)).Model.Should().OnlyContain(w => float.IsFinite(w)).And.Contain(w => w != 0);
    }

    [Theory]
    [MemberData(nameof(Trainers))]
    public void Without_a_bias_there_is_none(string trainer)
    {
        LinearOptions options = Options(trainer);
        LinearTrainers.Fit(options).Model[^1].Should().NotBe(0);
        options = Options(trainer);
        options.Bias = false;
        LinearTrainers.Fit(options).Model[^1].Should().Be(0);
    }

    [Theory]
    [MemberData(nameof(Trainers))]
    public void Weights_of_examples_count(string trainer)
    {
        LinearOptions plain = Options(trainer), weighted = Options(trainer);
        weighted.ExampleWeightColumnName = "Weight";
        LinearTrainers.Fit(weighted).Model.Should().NotEqual(LinearTrainers.Fit(plain).Model);
    }

    [Theory]
    [MemberData(nameof(Trainers))]
    public void Negative_weights_are_refused_by_row(string trainer)
    {
        LinearOptions options = Options(trainer);
        options.ExampleWeightColumnName = "Weight";
        ExampleRow[] rows = PlantedExamples.Make(10);
        rows[7] = rows[7] with { Weight = -1 };
        Action fit = () => LinearTrainers.Fit(options, LinearTrainers.View(options, rows));
        fit.Should().Throw<ArgumentException>().WithMessage("Row 7 of the data*-1*'Weight'*");
    }

    [Theory]
    [MemberData(nameof(Trainers))]
    public void Weights_that_are_all_0_are_refused(string trainer)
    {
        LinearOptions options = Options(trainer);
        options.ExampleWeightColumnName = "Weight";
        ExampleRow[] rows = [.. PlantedExamples.Make(10).Select(r => r with { Weight = 0 })];
        Action fit = () => LinearTrainers.Fit(options, LinearTrainers.View(options, rows));
        fit.Should().Throw<ArgumentException>().WithMessage("All 10 rows have the weight 0 in column 'Weight'*");
    }

    [Theory]
    [MemberData(nameof(Trainers))]
    public void Only_trainers_that_have_a_rate_are_told_to_make_it_smaller(string trainer)
    {
        LinearOptions options = Options(trainer);
        options.AgainstDivergence.Should().Contain("scale the features (NormalizeMeanVariance)");
        options.AgainstDivergence.Contains("LearningRate", StringComparison.Ordinal).Should().Be(options is LinearGradientOptions);
        options.AgainstDivergence.Contains("raise L1", StringComparison.Ordinal).Should().Be(options is LassoOptions);
    }

    [Fact]
    public void A_training_that_ends_beyond_what_a_float_holds_says_what_to_do()
    {
        var options = (LinearRegressionOptions)Options("LinearRegression");
        (options.LearningRate, options.Epochs, options.BatchSize) = (float.MaxValue, 1, 10_000);
        Action fit = () => LinearTrainers.Fit(options, LinearTrainers.View(options, [.. PlantedExamples.Make().Select(r => r with { Label = r.Label * 100 })]));
        fit.Should().Throw<InvalidOperationException>().WithMessage("The training ended with *Infinity as weight *: numbers grew beyond what a float holds; set a smaller LearningRate, or scale*");
    }

    [Theory]
    [MemberData(nameof(Trainers))]
    public void A_weight_column_that_is_missing_is_named(string trainer)
    {
        LinearOptions options = Options(trainer);
        options.ExampleWeightColumnName = "Importance";
        Action fit = () => LinearTrainers.Fit(options);
        fit.Should().Throw<ArgumentException>().WithMessage("There is no *weight column 'Importance'; the data has: 'Label', 'Features', 'Weight'.*");
    }

    [Theory]
    [MemberData(nameof(Classifiers))]
    public void A_heavier_class_is_predicted_more_often(string trainer)
    {
        LinearOptions negative = Options(trainer), positive = Options(trainer);
        SetWeights(negative, new(4, 1));
        SetWeights(positive, new(1, 4));
        PositivesOf(positive).Should().BeGreaterThan(PositivesOf(negative) + 20);
    }

    [Theory]
    [MemberData(nameof(Classifiers))]
    public void Balanced_classes_weigh_the_same(string trainer)
    {
        // Three of four are positive, so that the factors are 2 and 2/3.
        ExampleRow[] rows = PlantedExamples.Make(1000);
        rows = [.. rows.Where(r => r.Label > 0).Take(300), .. rows.Where(r => r.Label <= 0).Take(100)];
        LinearOptions balanced = Options(trainer), given = Options(trainer);
        balanced.GetType().GetProperty("BalanceClasses")!.SetValue(balanced, true);
        SetWeights(given, new(2, 400f / 600));
        LinearTrainers.Fit(balanced, LinearTrainers.View(balanced, rows)).Model.Should().Equal(LinearTrainers.Fit(given, LinearTrainers.View(given, rows)).Model);
    }

    [Theory]
    [MemberData(nameof(Trainers))]
    public void An_initial_model_must_fit_the_data_and_the_options(string trainer)
    {
        LinearOptions options = Options(trainer);
        ITransformer model = LinearTrainers.Make(new MLContext(1), options).Fit(LinearTrainers.View(options));
        (options.InitialModel, options.Bias) = (model, false);
        Action fit = () => LinearTrainers.Fit(options);
        fit.Should().Throw<ArgumentException>().WithMessage("InitialModel has the bias *, but Bias is off*").WithParameterName("InitialModel");

        options.Bias = true;
        fit = () => LinearTrainers.Fit(options, LinearTrainers.View(options, PlantedExamples.Noise(1)));
        fit.Should().Throw<ArgumentException>().WithMessage("InitialModel has 8 weights, but 'Features' has 60 features*").WithParameterName("InitialModel");

        options.InitialModel = "model.zip";
        fit.Should().Throw<ArgumentException>().WithMessage("InitialModel is a String*").WithParameterName("InitialModel");
    }

    [Theory]
    [MemberData(nameof(Trainers))]
    public void A_validation_set_of_other_features_is_refused(string trainer)
    {
        LinearOptions options = Options(trainer);
        IDataView validation = LinearTrainers.View(options, PlantedExamples.Noise(1));
        Action fit = trainer switch
        {
            _ when LinearTrainers.Make(new MLContext(1), options) is DistributedLogisticRegressionTrainer t => () => t.Fit(LinearTrainers.View(options), validation),
            _ when LinearTrainers.Make(new MLContext(1), options) is DistributedLinearSvmTrainer t => () => t.Fit(LinearTrainers.View(options), validation),
            _ => () => ((DistributedLinearRegressionTrainer)LinearTrainers.Make(new MLContext(1), options)).Fit(LinearTrainers.View(options), validation),
        };
        fit.Should().Throw<ArgumentException>().WithMessage("'Features' has 60 features here and 8 in the training data*").WithParameterName("validation");
    }

    [Theory]
    [MemberData(nameof(Certain))]
    public void It_ends_by_the_gap_and_says_so(string trainer)
    {
        LinearOptions options = Options(trainer);
        options.Epochs = 1000;
        TrainingReport report = LinearTrainers.Fit(options).Report;
        report.StopReason.Should().Be(StopReason.TargetReached);
        report.Epochs.Should().BeLessThan(1000);
        report.Certificate!.RelativeGap.Should().BeInRange(-1e-6, 1e-3);
        report.Certificate.Primal.Should().BePositive();
        report.Warnings.Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Certain))]
    public void Ending_above_the_gap_is_a_warning_in_the_report_and_in_the_log(string trainer)
    {
        var options = (LinearGapOptions)Options(trainer);
        (options.Epochs, options.GapTarget, options.Quiet) = (2, 1e-9f, false);
        var warnings = new ConcurrentQueue<string>();
        var context = new MLContext(1);
        context.Log += (_, line) =>
        {
            if (line.Kind == ChannelMessageKind.Warning)
                warnings.Enqueue(line.RawMessage);
        };
        TrainingReport? report = null;
        options.OnCompleted = r => report = r;
        LinearTrainers.Make(context, options).Fit(LinearTrainers.View(options));
        report!.StopReason.Should().Be(StopReason.Completed);
        report.Warnings.Should().ContainSingle().Which.Should().MatchRegex(
            $"^The gap is [0-9.E-]+ of the objective after 2 epochs, above GapTarget 1E-09: scale the features \\(NormalizeMeanVariance\\), raise L{(options is LassoOptions ? 1 : 2)}, or allow more Epochs or, for several workers, more RoundsPerEpoch\\.$");
        warnings.Should().Equal(report.Warnings);
    }

    [Fact]
    public void Scores_of_logistic_regressions_are_log_odds()
    {
        LinearOptions options = Options("SdcaLogisticRegression");
        IDataView scored = LinearTrainers.Make(new MLContext(1), options).Fit(LinearTrainers.View(options)).Transform(LinearTrainers.View(options));
        float[] scores = [.. scored.GetColumn<float>("Score")], probabilities = [.. scored.GetColumn<float>("Probability")];
        for (int i = 0; i < scores.Length; i++)
            probabilities[i].Should().BeApproximately(1 / (1 + MathF.Exp(-scores[i])), 1e-5f);
    }

    [Fact]
    public void A_large_l1_leaves_no_weight()
    {
        var options = (LogisticRegressionOptions)Options("LogisticRegression");
        (options.Optimizer, options.L1) = (GradientOptimizer.FtrlProximal, 100);
        LinearTrainers.Fit(options).Model[..^1].Should().OnlyContain(w => w == 0);
        LinearOptions lasso = Options("Lasso");
        lasso.L1 = 100;
        LinearTrainers.Fit(lasso).Model[..^1].Should().OnlyContain(w => w == 0);
    }

    private static LinearOptions Options(string trainer)
    {
        LinearOptions options = LinearTrainers.Of(trainer);
        (options.Workers, options.Seed, options.Quiet, options.Epochs) = (1, 1, true, 10);
        return options;
    }

    private static void SetWeights(LinearOptions options, ClassWeights weights) => options.GetType().GetProperty("ClassWeights")!.SetValue(options, weights);

    private static int PositivesOf(LinearOptions options)
    {
        IDataView data = LinearTrainers.View(options);
        return LinearTrainers.Make(new MLContext(1), options).Fit(data).Transform(data).GetColumn<bool>("PredictedLabel").Count(p => p);
    }
}
