using Xunit.Sdk;

namespace Microsoft.ML.Distributed.Tests;

/// <summary>The suite notices what is wrong with a linear trainer, too: each fault here is planted.</summary>
public sealed class LinearConformanceFiresTests
{
    [Fact]
    public void It_notices_a_certificate_that_is_lost()
    {
        Action check = new Faulty { LosesCertificate = true }.The_report_tells_how_it_went;
        check.Should().Throw<XunitException>();
    }

    [Fact]
    public void It_notices_one_class_that_is_accepted()
    {
        Action check = new Faulty { AcceptsAnything = true }.What_cannot_be_used_is_refused_with_what_where_and_what_to_do;
        check.Should().Throw<XunitException>();
    }

    private sealed class Faulty : ClassifierConformance<SdcaSvmOptions>
    {
        internal bool LosesCertificate { get; init; }

        internal bool AcceptsAnything { get; init; }

        protected override double LossOf(float score, float label) => Math.Max(0, 1 - (score * label));

        protected override IEstimator<ITransformer> Make(DistributedCatalog catalog, SdcaSvmOptions options) => catalog.SdcaSvm(options);

        protected override TrainerUnderTest Make(MLContext context, ConformanceOptions options)
        {
            TrainerUnderTest sound = base.Make(context, options);
            return sound with
            {
                Fit = data =>
                {
                    var fitted = sound.Fit(AcceptsAnything ? Data() : data);
                    return LosesCertificate ? (fitted.Model, fitted.Report with { Certificate = null }) : fitted;
                },
            };
        }
    }
}
