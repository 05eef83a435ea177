using System.Collections.Concurrent;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Distributed.Tests;

/// <summary>Features that a linear trainer learns badly from are named before it starts, and nothing is refused for them.</summary>
public sealed class ScaleWarningsTests
{
    public static TheoryData<string> Trainers => [.. LinearTrainers.All.Select(make => LinearTrainers.NameOf(make()))];

    [Theory]
    [MemberData(nameof(Trainers))]
    public void Sizes_that_are_very_unlike_are_said_once_in_log_and_report_by_every_trainer(string trainer)
    {
        (string[] log, string[] report) = Fit(trainer, (_, features) => (features[1], features[4]) = (features[1] * 1_000, features[4] / 30));
        report.Should().ContainSingle(w => w.StartsWith("The values of", StringComparison.Ordinal)).Which.Should().MatchRegex(
            @"^The values of feature 1 \('income'\) are of about [0-9.E+]+ and those of feature 4 of about 0\.0[0-9]+: .* Scale the features, with mlContext\.Transforms\.NormalizeMeanVariance\(""Features""\) before this trainer\.$");
        log.Should().BeEquivalentTo(report);
    }

    [Theory]
    [MemberData(nameof(Trainers))]
    public void Means_far_above_spreads_are_said_but_by_the_one_that_takes_them_out(string trainer)
    {
        (string[] log, string[] report) = Fit(trainer, (_, features) => features[0] = 50 + features[0]);
        log.Should().BeEquivalentTo(report);
        if (trainer == "Lasso")
            report.Should().BeEmpty();
        else
            report.Should().ContainSingle(w => w.StartsWith("Means are far above spreads", StringComparison.Ordinal)).Which.Should().MatchRegex(
                @": feature 0 \('age'\) has the mean (50|49\.\d|50\.\d) and the spread (1|0\.9\d*|1\.\d)\. .*NormalizeMeanVariance\(""Features"", fixZero: false\)");
    }

    [Fact]
    public void Of_many_some_are_named_and_the_others_counted()
    {
        (string[] _, string[] report) = Fit("SdcaSvm", (_, features) =>
        {
            for (int j = 0; j < 5; j++)
                features[j] += 90;
        });
        report.Should().Contain(w => w.Contains("feature 2 has the mean 90", StringComparison.Ordinal) && w.Contains(", and 2 others are like that.", StringComparison.Ordinal));
    }

    [Fact]
    public void Small_spreads_about_large_means_are_told_from_none()
    {
        (string[] _, string[] report) = Fit("LinearSvm", (row, features) => (features[0], features[1]) = (1_048_576, 1_048_576 + (row % 3)));
        report.Should().ContainSingle(w => w.StartsWith("Means are", StringComparison.Ordinal)).Which.Should().Contain(": feature 1 ('income') has the mean 1.05E+06 and the spread 0.8").And.NotContain("feature 0");
    }

    [Theory]
    [InlineData(3f)]
    [InlineData(-20f)]
    public void Like_sizes_and_near_means_are_no_reason_to_warn(float by)
    {
        (string[] log, string[] report) = Fit("LogisticRegression", (_, features) =>
        {
            features[0] = 12 + features[0];
            features[2] *= by;
        });
        log.Should().BeEmpty();
        report.Should().BeEmpty();
    }

    [Fact]
    public void Rare_features_of_0_and_1_are_no_reason_to_warn()
    {
        (string[] _, string[] report) = Fit("LogisticRegression", (row, features) =>
        {
            Array.Clear(features);
            (features[0], features[row % 7 == 0 ? 1 : 2], features[row % 59 == 0 ? 3 : 4]) = (1, 1, 1);
        });
        report.Should().BeEmpty();
    }

    [Fact]
    public void Without_a_bias_means_are_nothing_to_tell_from_it()
    {
        (string[] _, string[] report) = Fit("LinearRegression", (_, features) => features[0] += 50, o => o.Bias = false);
        report.Should().NotContain(w => w.StartsWith("Means", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Trainers))]
    public void Features_that_are_all_0_are_said(string trainer)
    {
        (string[] _, string[] report) = Fit(trainer, (_, features) => Array.Clear(features));
        report.Should().ContainSingle(w => w.StartsWith("No feature in column 'Features' is other than 0 in 600 examples", StringComparison.Ordinal));
    }

    private static (string[] Log, string[] Report) Fit(string trainer, Action<int, float[]> change, Action<LinearOptions>? also = null)
    {
        LinearOptions options = LinearTrainers.Of(trainer);
        (options.Workers, options.Seed, options.Epochs) = (1, 1, options is LinearGapOptions ? 300 : 3);
        if (options is LinearGapOptions gap)
            gap.GapTarget = 0.9f;
        also?.Invoke(options);
        ExampleRow[] rows = [.. PlantedExamples.Make().Select((r, i) => r with { Features = [.. r.Features.Select((x, j) => x == 0 ? 0.5f * ((i % 5) - 2) : x)] })];
        for (int i = 0; i < rows.Length; i++)
            change(i, rows[i].Features);
        DataViewSchema schema = FeatureView.SchemaOf(
            options.IsBinary ? BooleanDataViewType.Instance : NumberDataViewType.Single, new VectorDataViewType(NumberDataViewType.Single, PlantedExamples.Features), null, ["age", "income", .. Enumerable.Repeat("", 6)]);
        var context = new MLContext(1);
        var warnings = new ConcurrentQueue<string>();
        context.Log += (_, line) =>
        {
            if (line.Kind == ChannelMessageKind.Warning)
                warnings.Enqueue(line.RawMessage);
        };
        IReadOnlyList<string> report = [];
        options.OnCompleted = r => report = r.Warnings;
        LinearTrainers.Make(context, options).Fit(new FeatureView([.. rows.Select(r => new RawFeatures(r.Label, r.Features))], schema));
        return ([.. warnings], [.. report]);
    }
}
