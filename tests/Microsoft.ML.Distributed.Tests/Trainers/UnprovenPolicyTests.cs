using System.Collections.Concurrent;
using Distributed.Learning;
using ParameterStore;

namespace Microsoft.ML.Distributed.Tests;

/// <summary>
/// Trainers that end with a certificate, under policies that no guarantee is known for: refused unless allowed, and whatever they come to then, the certificate
/// is right, and a gap that is not reached is said.
/// </summary>
public sealed class UnprovenPolicyTests
{
    private const int Workers = 3;

    private const float Gap = 1e-3f;

    private static readonly ConcurrentDictionary<string, double> _best = new();

    public static TheoryData<string, string> All => Cases(_ => true);

    /// <summary>Without policies that go by measured losses, for which there is nothing to measure on.</summary>
    public static TheoryData<string, string> Trainable => Cases(policy => !Measures(policy));

    private static IEnumerable<string> Trainers => LinearTrainers.All.Select(make => make()).OfType<LinearGapOptions>().Select(LinearTrainers.NameOf);

    /// <summary>Of every kind that takes pushes whole, but BSP.</summary>
    private static IEnumerable<string> Unproven => KnownPolicies.Texts(clockMs: 2).Where(policy => policy != "bsp" && !KnownPolicies.MayDiscard(policy));

    [Theory]
    [MemberData(nameof(All))]
    public void Unless_it_is_allowed_it_is_refused(string trainer, string policy)
    {
        Action fit = () => LinearTrainers.Fit(Options(trainer, policy));
        fit.Should().Throw<ArgumentException>().WithMessage($"No guarantee is known for several workers under {SyncPolicy.Parse(policy)}; use SyncPolicy.BulkSynchronous, or Workers = 1, or set AllowUnproven*")
            .WithParameterName("Synchronization");
    }

    [Theory]
    [MemberData(nameof(Trainable))]
    public void Allowed_it_ends_with_a_true_certificate_or_says_that_the_gap_is_not_reached(string trainer, string policy)
    {
        LinearGapOptions options = Options(trainer, policy);
        options.AllowUnproven = true;
        (float[] model, TrainingReport report) = LinearTrainers.Fit(options);
        Violations(options, model, report.Certificate!, BestOf(trainer)).Should().BeEmpty();
        report.StopReason.Should().BeOneOf(StopReason.TargetReached, StopReason.Completed);
        if (report.Certificate!.RelativeGap > Gap)
            report.Warnings.Should().ContainSingle().Which.Should().StartWith("The gap is ").And.Contain("above GapTarget");
        else
            report.Warnings.Should().BeEmpty();
    }

    [Fact]
    public void A_gap_that_was_reached_and_lost_again_is_said()
    {
        LinearGapOptions options = Options("SdcaSvm", "asp");
        options.AllowUnproven = true;
        TrainingReport report = LinearTrainers.Fit(options).Report with { StopReason = StopReason.TargetReached, Synchronization = "asp" };
        options.DoubtAbout(report with { Certificate = new(1, 0.9999) }).Should().BeNull();
        options.DoubtAbout(report with { Certificate = new(1, 0.99) }).Should()
            .Be("The gap is 0.01 of the objective, above GapTarget 0.001, which it had reached: under asp pushes came after that was seen. Use SyncPolicy.BulkSynchronous, or a smaller GapTarget.");
    }

    [Fact]
    public void Few_epochs_are_said_to_be_too_few()
    {
        foreach (string trainer in Trainers)
        {
            LinearGapOptions options = Options(trainer, "asp");
            (options.AllowUnproven, options.Epochs, options.GapTarget) = (true, 2, 1e-9f);
            (float[] model, TrainingReport report) = LinearTrainers.Fit(options);
            Violations(options, model, report.Certificate!, BestOf(trainer)).Should().BeEmpty();
            report.StopReason.Should().Be(StopReason.Completed);
            report.Warnings.Should().ContainSingle().Which.Should().Contain("after 2 epochs, above GapTarget");
        }
    }

    [Fact]
    public void Policies_that_go_by_losses_need_something_to_measure_on()
    {
        foreach (string trainer in Trainers)
            foreach (string policy in Unproven.Where(Measures))
            {
                LinearGapOptions options = Options(trainer, policy);
                options.AllowUnproven = true;
                Action fit = () => LinearTrainers.Fit(options);
                fit.Should().Throw<ArgumentException>().WithMessage($"The policy {policy} goes by measured losses, but *hold out a fraction*");
                options.ValidationFraction = 0.2f;
                fit.Should().NotThrow();
            }
    }

    [Fact]
    public void A_certificate_that_is_not_the_models_is_noticed()
    {
        foreach (string trainer in Trainers)
        {
            LinearGapOptions options = Options(trainer, "bsp");
            (float[] model, TrainingReport report) = LinearTrainers.Fit(options);
            GapCertificate sound = report.Certificate!;
            double best = BestOf(trainer);
            Violations(options, model, sound, best).Should().BeEmpty();
            Violations(options, [.. model.Select(w => w * 1.01f)], sound, best).Should().NotBeEmpty();
            Violations(options, model, new(sound.Primal, best * 1.001), best).Should().NotBeEmpty("no dual is above the best model's objective");
        }
    }

    /// <summary>What a certificate says of a model that is not so, reckoned from the weights alone, in float64.</summary>
    /// <param name="options">What was trained.</param>
    /// <param name="model">Weights and bias.</param>
    /// <param name="certificate">What is said.</param>
    /// <param name="best">The objective of the best model.</param>
    private static List<string> Violations(LinearGapOptions options, float[] model, GapCertificate certificate, double best)
    {
        const double Rounding = 1e-6;
        var wrong = new List<string>();
        double primal = Objective(options, model);
        if (Math.Abs(primal - certificate.Primal) > Rounding * primal)
            wrong.Add($"the objective is {primal:R}, not {certificate.Primal:R}");
        if (certificate.Dual > best * (1 + Rounding))
            wrong.Add($"the bound is {certificate.Dual:R}, but a model has {best:R}");
        if (primal - best > certificate.Gap + (Rounding * primal))
            wrong.Add($"the model is {primal - best:R} above the best, not {certificate.Gap:R}");
        if (certificate.Gap < -1e-7 * primal)
            wrong.Add($"the gap is {certificate.Gap:R}");
        return wrong;
    }

    /// <summary>P by its definition: the mean loss and the penalties; SDCA's bias is one more weight, Lasso's bears no penalty.</summary>
    private static double Objective(LinearGapOptions options, float[] model)
    {
        ExampleRow[] rows = PlantedExamples.Make();
        double loss = 0, lengths = 0, squares = 0;
        foreach (ExampleRow row in rows)
        {
            double score = model[^1];
            for (int j = 0; j < row.Features.Length; j++)
                score += (double)model[j] * row.Features[j];
            double label = row.Label > 0 ? 1 : -1;
            loss += options switch
            {
                SdcaLogisticRegressionOptions => Math.Log(1 + Math.Exp(-label * score)),
                SdcaSvmOptions => Math.Max(0, 1 - (label * score)),
                _ => 0.5 * (score - row.Label) * (score - row.Label),
            };
        }

        for (int j = 0; j < model.Length; j++)
        {
            squares += options is LassoOptions && j == model.Length - 1 ? 0 : (double)model[j] * model[j];
            lengths += j == model.Length - 1 ? 0 : Math.Abs(model[j]);
        }

        return (loss / rows.Length) + (options.L1 * lengths) + (0.5 * (options.L2 ?? 0) * squares);
    }

    /// <summary>The objective of a model that is within a hundred-thousandth of the best, by one worker.</summary>
    private static double BestOf(string trainer) => _best.GetOrAdd(trainer, _ =>
    {
        LinearGapOptions options = Options(trainer, "bsp");
        (options.Workers, options.Epochs, options.GapTarget) = (1, 5000, 1e-5f);
        (float[] model, TrainingReport report) = LinearTrainers.Fit(options);
        report.StopReason.Should().Be(StopReason.TargetReached);
        return Objective(options, model);
    });

    private static bool Measures(string policy) => SyncPolicy.Parse(policy).Create().Traits.Measures;

    private static TheoryData<string, string> Cases(Func<string, bool> isMeant)
    {
        var cases = new TheoryData<string, string>();
        foreach (string trainer in Trainers)
            foreach (string policy in Unproven.Where(isMeant))
                cases.Add(trainer, policy);
        return cases;
    }

    private static LinearGapOptions Options(string trainer, string policy)
    {
        var options = (LinearGapOptions)LinearTrainers.Of(trainer);
        (options.Workers, options.Seed, options.Quiet, options.GapTarget) = (Workers, 1, true, Gap);
        options.Synchronization = SyncPolicy.Parse(policy);
        if (options is SdcaOptions)
            options.L2 = 0.01f;
        return options;
    }
}
