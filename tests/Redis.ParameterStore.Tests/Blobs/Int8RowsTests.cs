using ParameterStore;

namespace Redis.ParameterStore.Tests;

public class Int8RowsTests
{
    [Fact]
    public void The_vector_kernel_agrees_with_its_scalar_reference_to_the_bit()
    {
        Random random = new(1);
        for (int length = 0; length < 300; length++)
        {
            float[] values = Values(random, length), lost = Values(random, length), lostToo = [.. lost], row = Values(random, length), rowToo = [.. row];
            sbyte[] codes = new sbyte[length], codesToo = new sbyte[length];
            float largest = Int8Kernel.LargestSum(values, lost);
            largest.Should().Be(ScalarInt8Kernel.LargestSum(values, lost));
            var scale = Int8Scale.Of(largest);
            Int8Kernel.Encode(values, lost, scale, codes);
            ScalarInt8Kernel.Encode(values, lostToo, scale, codesToo);
            codes.Should().Equal(codesToo);
            lost.Should().Equal(lostToo);
            Int8Kernel.Fold(row, codes, scale.Value, 0.3f);
            ScalarInt8Kernel.Fold(rowToo, codes, scale.Value, 0.3f);
            row.Should().Equal(rowToo);
        }
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(1e-45f)]
    [InlineData(1e-38f)]
    [InlineData(1f)]
    [InlineData(3.4e38f)]
    public void Codes_reach_from_minus_127_to_127_and_what_is_lost_is_kept(float magnitude)
    {
        float[] values = [magnitude, -magnitude, magnitude / 2, 0], lost = new float[4];
        sbyte[] codes = new sbyte[4];
        var scale = Int8Scale.Of(Int8Kernel.LargestSum(values, lost));
        Int8Kernel.Encode(values, lost, scale, codes);
        Int8Scale.IsValid(scale.Value).Should().BeTrue();
        codes[0].Should().Be((sbyte)(scale.Value == 0 ? 0 : 127));
        codes[1].Should().Be((sbyte)-codes[0]);
        for (int i = 0; i < 4; i++)
            ((double)(scale.Value * codes[i]) + lost[i]).Should().BeApproximately(values[i], 1e-7 * magnitude);
    }

    [Fact]
    public void The_fold_is_that_of_the_decoded_deltas()
    {
        Push push = new BlobWorld(1).Push();
        byte[][] blobs = BlobWorld.Encode(push.Tables, 3, UpdateCodec.Int8);

        // Folding onto zeros with weight 1 decodes.
        TableImage[] decoded = [.. BlobWorld.Specs.Select(spec => new TableImage(spec))];
        BlobWorld.Fold(blobs, decoded, 1, 5);
        TablePush[] deltas = [.. push.Tables.ToArray().Select(part => part with { Image = decoded[part.Table.Index].Values })];
        TableImage[] folded = BlobWorld.Images(), expected = BlobWorld.Images();
        BlobWorld.Fold(blobs, folded, 0.3f, 5);
        BlobWorld.FoldInMemory(deltas, expected, 0.3f, 5);
        BlobWorld.Difference(folded, expected).Should().BeNull();
    }

    [Fact]
    public void With_error_feedback_the_sum_of_many_updates_stays_within_one_update_of_the_exact_one()
    {
        BlobWorld world = new(1);
        ErrorFeedback feedback = new();
        TableImage[] coded = [.. BlobWorld.Specs.Select(spec => new TableImage(spec))], blind = [.. BlobWorld.Specs.Select(spec => new TableImage(spec))];
        TableImage[] exact = [.. BlobWorld.Specs.Select(spec => new TableImage(spec))];
        for (int i = 1; i <= 200; i++)
        {
            Push push = world.Push();
            BlobWorld.Fold(BlobWorld.Encode(push.Tables, 2, UpdateCodec.Int8, feedback), coded, 1, i);
            BlobWorld.Fold(BlobWorld.Encode(push.Tables, 2, UpdateCodec.Int8), blind, 1, i);
            BlobWorld.FoldInMemory(push.Tables, exact, 1, i);
        }
        MeanError(coded[0], exact[0]).Should().BeLessThan(MeanError(blind[0], exact[0]) / 3);
        for (int i = 0; i < exact[0].Values.Length; i++)
            coded[0].Values[i].Should().BeApproximately(exact[0].Values[i], 0.25f, "a byte's step of values up to 50, rounded");
        coded[2].Values.Should().Equal(exact[2].Values, "rows of one value are exact");
    }

    [Fact]
    public void A_scale_that_is_not_finite_is_refused_before_anything_changes()
    {
        TablePush[] parts = [new(new(4), new[] { new RowRange(0, 2) }, new float[666])];
        byte[] blob = BlobWorld.Encode(parts, 1, UpdateCodec.Int8)[0];
        BitConverter.TryWriteBytes(blob.AsSpan(blob.Length - 666 - 4), float.NaN);
        TableImage[] images = BlobWorld.Images();
        FluentActions.Invoking(() => UpdateBlob.Fold(blob, images, 0, 1, 1, 0, 5)).Should().Throw<InvalidDataException>().WithMessage("*scale*'wide'*");
        BlobWorld.Difference(images, BlobWorld.Images()).Should().BeNull();
    }

    private static double MeanError(TableImage a, TableImage b) => a.Values.Zip(b.Values, (x, y) => (double)Math.Abs(x - y)).Average();

    private static float[] Values(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
}
