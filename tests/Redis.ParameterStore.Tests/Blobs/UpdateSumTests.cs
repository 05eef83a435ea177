using ParameterStore;

namespace Redis.ParameterStore.Tests;

public class UpdateSumTests
{
    [Fact]
    public void The_sum_of_pushes_is_that_of_their_rows_one_by_one()
    {
        UpdateSum sum = new();
        for (int seed = 0; seed < 100; seed++)
        {
            BlobWorld world = new(seed);
            Push[] pushes = [.. Enumerable.Range(0, 1 + (seed % 5)).Select(_ => world.Push())];
            sum.Begin(BlobWorld.Specs);
            foreach (Push push in pushes)
                sum.Add(push);
            TableImage[] summed = Zeros(), expected = Zeros();
            BlobWorld.FoldInMemory(sum.Shared, summed, 1, 5);
            foreach (Push push in pushes)
                BlobWorld.FoldInMemory(push.Tables, expected, 1, 5);
            BlobWorld.Difference(summed, expected).Should().BeNull("seed {0}", seed);
            foreach (TablePush part in sum.Shared)
                for (int i = 1; i < part.Ranges.Length && pushes.Length > 1; i++)
                    part.Ranges.Span[i].Start.Should().BeGreaterThan(part.Ranges.Span[i - 1].End, "ranges ascend and neighbours are merged");
        }
    }

    [Fact]
    public void One_push_is_handed_through_without_a_copy_and_without_what_is_owned()
    {
        UpdateSum sum = new();
        sum.Begin(BlobWorld.Specs);
        Push push = new BlobWorld(1).Push();
        push.Tables.ToArray().Should().Contain(part => BlobWorld.Specs[part.Table.Index].Sharing.IsOwned);
        sum.Add(push);
        sum.Shared.ToArray().Should().Equal(push.Tables.ToArray().Where(part => !BlobWorld.Specs[part.Table.Index].Sharing.IsOwned));
    }

    [Fact]
    public void Summing_allocates_nothing_once_its_memory_is_there()
    {
        UpdateSum sum = new();
        Push a = new BlobWorld(1).Push(), b = new BlobWorld(2).Push();
        long least = long.MaxValue;
        for (int round = 0; round < 20; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            sum.Begin(BlobWorld.Specs);
            sum.Add(a);
            sum.Add(b);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        least.Should().Be(0);
    }

    // Zeros are minus zero, which is the one start that a sum leaves as it is.
    private static TableImage[] Zeros() => [.. BlobWorld.Specs.Select(spec =>
    {
        TableImage image = new(spec);
        image.Values.AsSpan().Fill(-0f);
        return image;
    })];
}
