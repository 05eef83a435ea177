namespace ParameterStore.Tests;

public class JobManifestTests
{
    private static readonly JobManifest _manifest = new("job", 0, 4, 3, 5, 2, SyncPolicy.BulkSynchronous, "");

    [Fact]
    public void A_manifest_in_range_is_valid()
    {
        _manifest.Validate();

        _manifest.BlocksPerShard.Should().Be(15);
    }

    [Fact]
    public async Task A_number_out_of_range_is_refused_when_the_job_is_opened()
    {
        JobManifest[] wrong =
        [
            _manifest with { JobId = "" },
            _manifest with { Fit = -1 },
            _manifest with { Shards = 0 },
            _manifest with { Epochs = 0 },
            _manifest with { BlocksPerEpoch = 0 },
            _manifest with { Workers = 0 },
            _manifest with { Policy = null! },
            _manifest with { Epochs = 100_000, BlocksPerEpoch = 100_000 },
        ];
        foreach (JobManifest manifest in wrong)
            await FluentActions.Awaiting(() => JobPlacement.InProcess.OpenAsync(manifest, TimeProvider.System, default).AsTask())
                .Should().ThrowAsync<ArgumentException>();
    }

    [Fact]
    public void A_policy_that_asks_for_what_the_store_lacks_is_refused_with_both_named()
    {
        var traits = new SyncTraits(ApplyMode.ByDecision, PullMode.Exactly, Aborts: false, Weights: true, StalenessMax: 0);

        FluentActions.Invoking(() => StoreNeeds.Check("k-of-n", traits, "PlainStore", StoreTraits.None)).Should().Throw<ArgumentException>()
            .WithMessage("The policy k-of-n needs Weights, ExactPull of its store, but PlainStore has None; choose another policy or another store.");
        FluentActions.Invoking(() => StoreNeeds.Check("k-of-n", traits, "PlainStore", StoreTraits.Weights)).Should().Throw<ArgumentException>()
            .WithMessage("*needs ExactPull of its store*");
        StoreNeeds.Check("k-of-n", traits, "PlainStore", StoreTraits.Weights | StoreTraits.ExactPull);
        StoreNeeds.Check("asp", new BoundedStalenessPolicy(int.MaxValue).Traits, "PlainStore", StoreTraits.None);
    }
}
