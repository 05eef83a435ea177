namespace Distributed.Learning.Tests;

public class BestParametersTests
{
    [Fact]
    public void Only_a_lower_loss_replaces_the_best()
    {
        var best = new BestParameters();
        ParameterStore.Replica first = best.Candidate;
        best.Offer(1, 0.9);
        best.Parameters.Should().BeSameAs(first);
        ParameterStore.Replica second = best.Candidate;
        best.Offer(2, 0.9);
        best.Candidate.Should().BeSameAs(second, "an equal loss is no better");
        (best.Epoch, best.Loss).Should().Be((1, 0.9));
        best.Offer(3, 0.8);
        best.Parameters.Should().BeSameAs(second);
        best.Epoch.Should().Be(3);
    }

    [Fact]
    public void A_loss_that_is_no_number_is_never_the_best()
    {
        var best = new BestParameters();
        best.Offer(1, double.NaN);
        best.IsEmpty.Should().BeTrue();
    }
}
