using System.Numerics.Tensors;
using BenchmarkDotNet.Attributes;

namespace Benchmarks;

/// <summary>A dot product of two rows, as scoring takes it.</summary>
public class DotBenchmarks
{
    private float[] _x = [], _y = [];

    /// <summary>Factors a row.</summary>
    [Params(16, 64, 128)]
    public int Rank { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        Random random = new(1);
        _x = [.. Enumerable.Range(0, Rank).Select(_ => random.NextSingle())];
        _y = [.. Enumerable.Range(0, Rank).Select(_ => random.NextSingle())];
    }

    [Benchmark]
    public float Tensor() => TensorPrimitives.Dot<float>(_x, _y);

    [Benchmark(Baseline = true)]
    public float Scalar()
    {
        float sum = 0;
        for (int i = 0; i < _x.Length; i++)
            sum += _x[i] * _y[i];
        return sum;
    }
}
