using BenchmarkDotNet.Attributes;
using ParameterStore;
using Redis.ParameterStore;

namespace Benchmarks;

/// <summary>Updates as bytes and back, as every push over Redis takes them. The mean is for one value.</summary>
public class BlobBenchmarks
{
    private const int Values = 65_536;

    private readonly PooledBytes _blob = new();
    private ErrorFeedback? _feedback;
    private TableSpec[] _specs = [];
    private TablePush[] _push = [];
    private TableImage[] _images = [];
    private UpdateCodec _codec;

    /// <summary>Values a row.</summary>
    [Params(16, 64, 65_536)]
    public int Columns { get; set; }

    /// <summary>How updates are coded.</summary>
    [Params(UpdateCoding.Float32, UpdateCoding.Int8)]
    public UpdateCoding Coding { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        Random random = new(1);
        _codec = Coding == UpdateCoding.Int8 ? UpdateCodec.Int8 : UpdateCodec.Float32;
        _feedback = Coding == UpdateCoding.Int8 ? new() : null;
        _specs = [new("items", Values / Columns, Columns)];
        _images = [new(_specs[0])];
        float[] deltas = [.. Enumerable.Range(0, Values).Select(_ => random.NextSingle() - 0.5f)];
        _push = [new(TableRows.All(new(0), _specs[0].Rows), deltas)];
        Encode();
    }

    [Benchmark(OperationsPerInvoke = Values)]
    public int Encode()
    {
        _blob.Clear();
        UpdateBlob.Encode(_blob, _push, _specs, 0, 1, _codec, _feedback);
        return _blob.Length;
    }

    [Benchmark(OperationsPerInvoke = Values)]
    public void Fold() => UpdateBlob.Fold(_blob.Span, _images, 0, 1, 1, 0, 1);

    [Benchmark(OperationsPerInvoke = Values)]
    public ulong Hash() => BaseBlob.Hash(_blob.Span);
}
