using ParameterStore;

namespace Redis.ParameterStore.Tests;

/// <summary>A toy job's model, and how its blocks ended.</summary>
internal sealed record ToyModel(StoreVersion Version, ulong Hash, float[] Shared, float[] Owned, JobStatistics Counts, bool MayDiscard)
{
    /// <summary>
    /// Every block was applied exactly once, to the shared and to the owned rows, or, where the policy may discard it, not at all; and all models are
    /// equal.
    /// </summary>
    internal static void CheckAll(params ToyModel[] models)
    {
        foreach (ToyModel model in models)
        {
            model.Check();
            (model.Version, model.Hash).Should().Be((models[0].Version, models[0].Hash), "every process has the same model");
        }
    }

    private void Check()
    {
        Counts.Stopped.Should().Be(StopReason.Completed);
        (Counts.BlocksCommitted + Counts.BlocksDiscarded + Counts.BlocksSkipped).Should().Be(Shared.Length, "every block has one end");
        if (!MayDiscard)
            Counts.BlocksCommitted.Should().Be(Shared.Length);
        Shared.Should().OnlyContain(v => v == 0 || v == 1, "no block is applied twice");
        Shared.Count(v => v == 1).Should().Be((int)Counts.BlocksCommitted, "what is committed is in the model");
        Owned.Should().Equal(Shared.Chunk(ToyHost.BlocksPerShard).Select(blocks => blocks.Sum()), "every shard's owned row was visited by each of its blocks that count");
    }
}
