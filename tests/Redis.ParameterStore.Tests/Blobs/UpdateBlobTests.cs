using ParameterStore;

namespace Redis.ParameterStore.Tests;

public class UpdateBlobTests
{
    [Theory]
    [InlineData(1, 1f)]
    [InlineData(3, 1f)]
    [InlineData(7, 0.3f)]
    [InlineData(64, 0.7f)]
    public void Float32_updates_fold_to_the_bits_that_the_store_in_memory_has(int shards, float weight)
    {
        for (int seed = 0; seed < 30; seed++)
        {
            Push push = new BlobWorld(seed).Push();
            TableImage[] folded = BlobWorld.Images(), expected = BlobWorld.Images();
            BlobWorld.Fold(BlobWorld.Encode(push.Tables, shards, UpdateCodec.Float32), folded, weight, 5);
            BlobWorld.FoldInMemory(push.Tables, expected, weight, 5);
            BlobWorld.Difference(folded, expected).Should().BeNull("seed {0}", seed);
        }
    }

    [Theory]
    [InlineData(1, 1f, UpdateCoding.Float32)]
    [InlineData(3, 0.3f, UpdateCoding.Int8)]
    [InlineData(64, 2f, UpdateCoding.Int8)]
    public void Other_folds_get_to_the_bits_of_the_store_in_memory_with_every_coding_since_only_sums_are_rounded(int shards, float weight, UpdateCoding coding)
    {
        foreach (TableSpec[] specs in new[] { BlobWorld.Folded, BlobWorld.Followed })
        {
            BlobWorld world = new(3);
            TableImage[] folded = BlobWorld.Images(specs), expected = BlobWorld.Images(specs);
            for (int round = 0; round < 30; round++)
            {
                Push push = world.Push();
                BlobWorld.Fold(BlobWorld.Encode(push.Tables, shards, Codec(coding), new(), specs), folded, weight, round + 1, lag: round % 5);
                BlobWorld.FoldInMemory(push.Tables, expected, weight, round + 1, lag: round % 5);
                BlobWorld.Difference(folded, expected).Should().BeNull("round {0}", round);
            }
        }
    }

    [Fact]
    public void An_update_for_another_fold_is_refused()
    {
        byte[] added = BlobWorld.Encode(new BlobWorld(1).Push().Tables, 1, UpdateCodec.Float32)[0];
        FluentActions.Invoking(() => UpdateBlob.Fold(added, BlobWorld.Images(BlobWorld.Folded), 0, 1, 1, 0, 5)).Should().Throw<InvalidDataException>().WithMessage("*values a row*DelayCompensated*");
    }

    [Fact]
    public void A_fold_with_one_rounding_too_few_is_noticed()
    {
        Push push = new BlobWorld(1).Push();
        TableImage[] wrong = BlobWorld.Images(), expected = BlobWorld.Images();
        BlobWorld.FoldInMemory(push.Tables, expected, 0.3f, 5);
        foreach (TablePush part in push.Tables)
            if (!BlobWorld.Specs[part.Table.Index].Sharing.IsOwned)
                foreach (RowRange range in part.Ranges.Span)
                {
                    TableImage image = wrong[part.Table.Index];
                    int columns = image.Spec.Columns;
                    for (int i = range.Start * columns; i < range.End * columns; i++)
                        image.Values[i] = MathF.FusedMultiplyAdd(0.3f, part.Image.Span[i], image.Values[i]);
                    image.NoteChange(range, 5);
                }
        BlobWorld.Difference(wrong, expected).Should().NotBeNull();
    }

    [Theory]
    [InlineData(UpdateCoding.Float32)]
    [InlineData(UpdateCoding.Int8)]
    public void Bytes_that_are_no_update_change_nothing(UpdateCoding coding)
    {
        Random chance = new(1);
        int refused = 0;
        for (int i = 0; i < 2_000; i++)
        {
            byte[] blob = BlobWorld.Encode(new BlobWorld(i % 50).Push().Tables, 2, Codec(coding))[1];
            if (chance.Next(2) == 0)
                Array.Resize(ref blob, chance.Next(blob.Length));
            else
                for (int j = 0; j < 3; j++)
                    blob[chance.Next(Math.Min(60, blob.Length))] = (byte)chance.Next(256);
            TableImage[] images = BlobWorld.Images();
            try
            {
                UpdateBlob.Fold(blob, images, 1, 2, 1, 0, 5);
            }
            catch (InvalidDataException)
            {
                refused++;
                BlobWorld.Difference(images, BlobWorld.Images()).Should().BeNull("round {0}", i);
            }
        }
        refused.Should().BeGreaterThan(1_000);
    }

    [Fact]
    public void An_update_of_another_shard_is_refused()
    {
        byte[] blob = BlobWorld.Encode(new BlobWorld(1).Push().Tables, 2, UpdateCodec.Float32)[1];
        FluentActions.Invoking(() => UpdateBlob.Fold(blob, BlobWorld.Images(), 0, 2, 1, 0, 5)).Should().Throw<InvalidDataException>().WithMessage("*shard 1 of 2*");
    }

    [Theory]
    [InlineData(UpdateCoding.Float32, float.NaN)]
    [InlineData(UpdateCoding.Float32, float.PositiveInfinity)]
    [InlineData(UpdateCoding.Int8, float.NaN)]
    [InlineData(UpdateCoding.Int8, float.NegativeInfinity)]
    public void A_value_that_is_not_finite_is_refused_with_table_and_row(UpdateCoding coding, float value)
    {
        float[] image = new float[37 * 64];
        image[(9 * 64) + 40] = value;
        TablePush[] parts = [new(new(0), new[] { new RowRange(2, 30) }, image)];
        FluentActions.Invoking(() => BlobWorld.Encode(parts, 1, Codec(coding))).Should().Throw<InvalidUpdateException>().WithMessage("*row 9*'items'*");
    }

    [Fact]
    public void Nothing_is_written_where_nothing_is_pushed()
    {
        TablePush[] parts = [new(new(0), new[] { new RowRange(0, 1) }, new float[37 * 64]), new(new(1), new[] { new RowRange(0, 20) }, new float[100])];
        BlobWorld.Encode(parts, 5, UpdateCodec.Float32).Select(b => b.Length > 0).Should().Equal(true, false, false, false, false);
    }

    [Theory]
    [InlineData(UpdateCoding.Float32)]
    [InlineData(UpdateCoding.Int8)]
    public void Encoding_and_folding_allocate_nothing_once_their_memory_is_there(UpdateCoding coding)
    {
        Push push = new BlobWorld(1).Push();
        TableImage[] images = BlobWorld.Images();
        using PooledBytes to = new();
        ErrorFeedback feedback = new();
        long least = long.MaxValue;
        for (int round = 0; round < 50; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            to.Clear();
            UpdateBlob.Encode(to, push.Tables, BlobWorld.Specs, 0, 1, Codec(coding), feedback);
            UpdateBlob.Fold(to.Span, images, 0, 1, 1, 0, 5);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        least.Should().Be(0);
    }

    private static UpdateCodec Codec(UpdateCoding coding) => coding == UpdateCoding.Int8 ? UpdateCodec.Int8 : UpdateCodec.Float32;
}
