using ParameterStore;
using Redis.ParameterStore;

namespace Benchmarks;

/// <summary>Updates as bytes and back, in rows of 64, as every push over Redis takes them.</summary>
internal static class CodecCosts
{
    private const int Columns = 64, Rows = 16_384;
    private const double Values = Columns * Rows;

    public static double EncodeNs(UpdateCoding coding, int rounds)
    {
        TableSpec[] specs = [new("items", Rows, Columns)];
        TablePush[] push = Push();
        var blob = new PooledBytes();
        ErrorFeedback? feedback = coding == UpdateCoding.Int8 ? new() : null;
        return CostTimer.Ns(() => Encode(blob, push, specs, coding, feedback), Values, rounds);
    }

    /// <summary>Into the process's image, and from there into a worker's two copies.</summary>
    public static double FoldNs(UpdateCoding coding, int rounds)
    {
        TableSpec[] specs = [new("items", Rows, Columns)];
        TableImage[] images = [new(specs[0])];
        var blob = new PooledBytes();
        Encode(blob, Push(), specs, coding, coding == UpdateCoding.Int8 ? new() : null);
        float[] pulled = new float[Rows * Columns], working = new float[Rows * Columns];
        return CostTimer.Ns(
            () =>
            {
                UpdateBlob.Fold(blob.Span, images, 0, 1, 1, 0, 1);
                images[0].Values.AsSpan().CopyTo(pulled);
                pulled.AsSpan().CopyTo(working);
            },
            Values,
            rounds);
    }

    private static void Encode(PooledBytes blob, TablePush[] push, TableSpec[] specs, UpdateCoding coding, ErrorFeedback? feedback)
    {
        blob.Clear();
        UpdateBlob.Encode(blob, push, specs, 0, 1, coding == UpdateCoding.Int8 ? UpdateCodec.Int8 : UpdateCodec.Float32, feedback);
    }

    private static TablePush[] Push()
    {
        Random random = new(1);
        float[] deltas = [.. Enumerable.Range(0, Rows * Columns).Select(_ => random.NextSingle() - 0.5f)];
        return [new(TableRows.All(new(0), Rows), deltas)];
    }
}
