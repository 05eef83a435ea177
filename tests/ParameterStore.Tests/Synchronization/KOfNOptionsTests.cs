namespace ParameterStore.Tests;

public class KOfNOptionsTests
{
    [Theory]
    [InlineData("kofn:32/40,cache")]
    [InlineData("kofn:32/40,drop")]
    [InlineData("kofn:1/1,abortlate")]
    [InlineData("kofn:0.8,cache")]
    [InlineData("kofn:0.000001,drop")]
    [InlineData("kofn:1,cache")]
    [InlineData("kofn:3/4,cache,1")]
    [InlineData("kofn:3/4,cache,0.5,0,0.00001")]
    public void The_text_form_reads_and_writes(string text) => SyncPolicy.Parse(text).ToString().Should().Be(text);

    [Theory]
    [InlineData("kofn", "kofn:0.8,cache")]
    [InlineData("KofN: 32/40", "kofn:32/40,cache")]
    [InlineData("kofn:32/40,Cache,1,.25,0.0625,0.015625,0.00390625,0", "kofn:32/40,cache")]
    [InlineData("kofn:0.80, drop", "kofn:0.8,drop")]
    public void The_text_form_has_defaults(string text, string canonical) => SyncPolicy.Parse(text).ToString().Should().Be(canonical);

    [Theory]
    [InlineData("kofn:")]
    [InlineData("kofn:0/3")]
    [InlineData("kofn:4/3")]
    [InlineData("kofn:1/1000001")]
    [InlineData("kofn:1/2/3")]
    [InlineData("kofn:0")]
    [InlineData("kofn:1.1")]
    [InlineData("kofn:1/2,keep")]
    [InlineData("kofn:1/2,drop,1")]
    [InlineData("kofn:1/2,cache,0")]
    [InlineData("kofn:1/2,cache,1,2")]
    [InlineData("kofn:1/2,cache,1,-1")]
    [InlineData("kofn:1/2,cache,1,0.0000001")]
    public void Arguments_that_do_not_fit_are_told_what_to_write(string text) =>
        FluentActions.Invoking(() => SyncPolicy.Parse(text)).Should().Throw<FormatException>().WithMessage($"'{text}' is no synchronization policy; write kofn:K/N*");

    public static TheoryData<KOfNOptions, string> Mistakes => new()
    {
        { new() { Needed = 3 }, "*Needed and Workers go together*" },
        { new() { Workers = 3 }, "*Needed and Workers go together*" },
        { new() { Needed = 4, Workers = 3 }, "Needed is 4; it must be from 1 to Workers, which is 3.*" },
        { new() { Needed = 0, Workers = 3 }, "Needed is 0*" },
        { new() { Needed = 1, Workers = 0 }, "Workers is 0; it must be from 1 to 1,000,000.*" },
        { new() { Share = double.NaN }, "Share is NaN*" },
        { new() { Share = 1.5 }, "Share is 1.5*" },
        { new() { Late = (LatePushes)7 }, "Late is 7; use Cache, Drop or AbortLate.*" },
        { new() { LagWeights = [] }, "There are 0 lag weights*" },
        { new() { LagWeights = [0, 1] }, "The weight of pushes 0 steps late is 0*" },
        { new() { LagWeights = [1, 2] }, "The weight of pushes 1 steps late is 2*" },
        { new() { LagWeights = [1, float.NaN] }, "The weight of pushes 1 steps late is NaN*" },
        { new() { Late = LatePushes.Drop, LagWeights = [1, 0.5f] }, "LagWeights weigh late pushes, but Late is Drop*" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Options_out_of_range_are_told_what_to_do_instead(KOfNOptions options, string message) =>
        FluentActions.Invoking(() => SyncPolicy.KOfN(options)).Should().Throw<ArgumentException>().WithMessage(message);

    [Fact]
    public void A_choice_does_not_change_with_the_options_that_it_was_made_of()
    {
        float[] weights = [1, 0.5f];
        var options = new KOfNOptions { Needed = 3, Workers = 4, LagWeights = weights };
        var policy = SyncPolicy.KOfN(options);
        options.Needed = 1;
        weights[1] = 1;

        policy.ToString().Should().Be("kofn:3/4,cache,1,0.5");
    }

    [Fact]
    public void The_default_weights_are_within_what_is_proved_where_few_are_late()
    {
        var options = new KOfNOptions { Needed = 32, Workers = 40 };

        options.CurvatureRatioNeeded.Should().BeApproximately(2 * (8.0 / 32) * 0.33203125, 1e-12);
        options.Warnings.Should().BeEmpty();
        SyncPolicy.Parse("kofn:0.8").Warnings.Should().BeEmpty();
        SyncPolicy.BulkSynchronous.Warnings.Should().BeEmpty();
    }

    [Fact]
    public void Weights_for_which_no_loss_is_proved_to_converge_are_warned_about()
    {
        SyncPolicy.KOfN(10, 40).Warnings.Should().ContainSingle().Which.Should()
            .Be("The lag weights of kofn:10/40,cache are larger than those for which late gradients provably do no harm: that takes a smallest curvature of 1.99 times the largest, "
                + "and no loss has more than 1. It may converge all the same; use smaller LagWeights, a larger k, or LatePushes.Drop.");
        SyncPolicy.KOfN(10, 40, LatePushes.Drop).Warnings.Should().BeEmpty("nothing late is applied");
        SyncPolicy.KOfN(40, 40).Warnings.Should().BeEmpty("nothing is late");
    }

    [Theory]
    [InlineData(0.1, true)]
    [InlineData(0.17, false)]
    public void A_known_curvature_is_what_weights_are_checked_against(double ratio, bool warns) =>
        SyncPolicy.KOfN(new() { Needed = 32, Workers = 40, CurvatureRatio = ratio }).Warnings.Count.Should().Be(warns ? 1 : 0);

    /// <summary>
    /// The condition is about a contraction: with weights within it a quadratic of the worst curvature still comes to its minimum, at the largest step that is
    /// allowed, with all late gradients as late as can be.
    /// </summary>
    [Theory]
    [InlineData(0.2, true)]
    [InlineData(1.0, true)]
    [InlineData(2.0, false)]
    public void Within_the_condition_a_quadratic_converges_and_far_beyond_it_may_not(double ratio, bool converges)
    {
        // One late gradient for every fresh one, each with the largest weight that the condition allows, one step late.
        var options = new KOfNOptions { Needed = 1, Workers = 2, LagWeights = [1, (float)(ratio / 2)] };
        options.CurvatureRatioNeeded.Should().BeApproximately(ratio, 1e-6);
        options.Warnings.Count.Should().Be(converges ? 0 : 1);
        foreach (double curvature in new[] { Math.Min(ratio, 1), 1 })
        {
            double now = 1, before = 1;
            for (int step = 0; step < 2_000; step++)
                (now, before) = (now - (curvature * now) - (options.LagWeights[1] * curvature * before), now);
            (Math.Abs(now) < 1e-3).Should().Be(converges);
        }
    }
}
