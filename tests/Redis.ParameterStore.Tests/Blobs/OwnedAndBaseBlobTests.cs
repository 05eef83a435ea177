using ParameterStore;

namespace Redis.ParameterStore.Tests;

public class OwnedAndBaseBlobTests
{
    [Fact]
    public void Owned_rows_arrive_as_they_are_and_no_others()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            Push push = new BlobWorld(seed).Push();
            TableImage[] images = BlobWorld.Images(), expected = BlobWorld.Images();
            for (int shard = 0; shard < BlobWorld.ExampleShards; shard++)
            {
                using PooledBytes to = new();
                OwnedBlob.Encode(to, push.Tables, BlobWorld.Specs, shard);
                (to.Length > 0).Should().Be(shard != 1, "example shard 1 owns no row");
                if (to.Length > 0)
                    OwnedBlob.Assign(to.Span, images, shard, 5);
            }
            foreach (TablePush part in push.Tables)
                if (BlobWorld.Specs[part.Table.Index].Sharing.IsOwned)
                    expected[part.Table.Index].Fold(part, 1, 0, 5);
            BlobWorld.Difference(images, expected).Should().BeNull("seed {0}", seed);
        }
    }

    [Fact]
    public void Rows_of_another_owner_are_refused()
    {
        using PooledBytes to = new();
        OwnedBlob.Encode(to, new BlobWorld(1).Push().Tables, BlobWorld.Specs, 2);
        byte[] blob = to.Span.ToArray();
        FluentActions.Invoking(() => OwnedBlob.Assign(blob, BlobWorld.Images(), 0, 5)).Should().Throw<InvalidDataException>();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(64)]
    public void A_base_brings_all_shared_rows(int shards)
    {
        TableImage[] from = BlobWorld.Images(), to = [.. BlobWorld.Specs.Select(spec => new TableImage(spec))];
        for (int shard = 0; shard < shards; shard++)
            Assign(Encoded(from, shard, shards), to, shard, shards);
        for (int i = 0; i < from.Length; i++)
        {
            bool isShared = !from[i].Spec.Sharing.IsOwned;
            to[i].Values.Should().Equal(isShared ? from[i].Values : new float[from[i].Values.Length]);
            to[i].ChangedAt.All(c => c == (isShared ? 5 : 0)).Should().BeTrue();
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void A_base_brings_the_state_of_folds(int shards)
    {
        foreach ((TableSpec[] specs, int withState) in new[] { (BlobWorld.Folded, 2), (BlobWorld.Followed, 4) })
        {
            TableImage[] from = BlobWorld.Images(specs), to = [.. specs.Select(spec => new TableImage(spec))];
            for (int shard = 0; shard < shards; shard++)
                Assign(Encoded(from, shard, shards), to, shard, shards);
            for (int i = 0; i < from.Length; i++)
                to[i].State.Should().Equal(from[i].State);
            to.Count(table => table.State.Length > 0).Should().Be(withState);
            FluentActions.Invoking(() => Assign(Encoded(from, 0, 1), BlobWorld.Images(), 0, 1)).Should().Throw<InvalidDataException>().WithMessage("*values a row*");
        }
    }

    [Fact]
    public void A_base_with_any_byte_changed_or_cut_is_refused_and_changes_nothing()
    {
        TableImage[] from = BlobWorld.Images(), to = BlobWorld.Images();
        byte[] blob = Encoded(from, 0, 2);
        ulong hash = BaseBlob.Hash(blob);
        for (int i = 0; i < blob.Length; i += 7)
        {
            byte[] altered = [.. blob];
            altered[i] ^= 4;
            FluentActions.Invoking(() => BaseBlob.Assign(altered, hash, to, 0, 2, 5)).Should().Throw<InvalidDataException>();
            FluentActions.Invoking(() => BaseBlob.Assign(blob.AsSpan(0, i), hash, to, 0, 2, 5)).Should().Throw<InvalidDataException>();
        }
        BlobWorld.Difference(from, to).Should().BeNull();
    }

    [Fact]
    public void A_base_that_is_not_whole_is_refused()
    {
        using PooledBytes update = new();
        RowWindow window = new(RowBlobKind.Base, 0, 1);
        RowBlobWriter.Write(update, [new TablePush(new(2), new[] { new RowRange(0, 50) }, new float[50])], BlobWorld.Specs, window);
        byte[] blob = update.Span.ToArray();
        FluentActions.Invoking(() => Assign(blob, BlobWorld.Images(), 0, 1)).Should().Throw<InvalidDataException>().WithMessage("*'items'*missing*");
    }

    [Fact]
    public void The_hash_sees_every_bit_and_every_length()
    {
        byte[] bytes = new byte[100];
        HashSet<ulong> hashes = [];
        for (int length = 0; length <= bytes.Length; length++)
            hashes.Add(BaseBlob.Hash(bytes.AsSpan(0, length))).Should().BeTrue();
        for (int bit = 0; bit < 8 * bytes.Length; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            hashes.Add(BaseBlob.Hash(bytes)).Should().BeTrue();
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    private static byte[] Encoded(TableImage[] from, int shard, int shards)
    {
        using PooledBytes bytes = new();
        BaseBlob.Encode(bytes, from, shard, shards);
        return bytes.Span.ToArray();
    }

    private static void Assign(byte[] blob, TableImage[] to, int shard, int shards) => BaseBlob.Assign(blob, BaseBlob.Hash(blob), to, shard, shards, 5);
}
