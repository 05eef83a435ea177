using BenchmarkDotNet.Attributes;
using Distributed.Learning;
using ParameterStore;
using LearnerRating = Distributed.Learning.Rating;

namespace Benchmarks;

/// <summary>One block of stochastic gradient updates: the vector kernel beside its scalar reference. The mean is for one rating.</summary>
public class UpdateBenchmarks
{
    private const int Users = 2_000, Items = 1_000, Count = 100_000;

    private readonly RatingShards _ratings = Shards();
    private MatrixFactorizationSettings _settings = new();
    private float[] _itemFactors = [], _itemState = [], _userFactors = [], _userState = [];

    /// <summary>Factors a row.</summary>
    [Params(16, 64, 128)]
    public int Rank { get; set; }

    /// <summary>Whether sums are in one order on all processors.</summary>
    [Params(false, true)]
    public bool Deterministic { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _settings = new() { Rank = Rank, Deterministic = Deterministic };
        TableSpec[] specs = MatrixFactorizationTables.Specs(_ratings, _settings, 1, OwnedDurability.EveryCommit);
        float[][] tables = [.. specs.Select(spec =>
        {
            float[] values = new float[spec.Rows * spec.Columns];
            spec.Initial.Fill(0, spec.Columns, values);
            return values;
        })];
        (_itemFactors, _itemState, _userFactors, _userState) = (tables[0], tables[1], tables[2], tables[3]);
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public double Vector() => MatrixFactorizationKernel.Update(_ratings.Block(0, 0), Rows(), new(_settings, 1, 0, 1)).Sum;

    [Benchmark(OperationsPerInvoke = Count, Baseline = true)]
    public double Scalar() => ScalarFactorKernel.Update(_ratings.Block(0, 0), Rows(), new(_settings, 1, 0, 1)).Sum;

    private static RatingShards Shards()
    {
        Random random = new(1);
        HashSet<(int, int)> pairs = [];
        while (pairs.Count < Count)
            pairs.Add((random.Next(Users), random.Next(Items)));
        LearnerRating[] ratings = [.. pairs.Select(pair => new LearnerRating(pair.Item1, pair.Item2, 1 + random.Next(5)))];
        return RatingShards.Build([ratings], new(Users, Items, 1, 1, 1), 1);
    }

    private FactorRows Rows() => new() { ItemFactors = _itemFactors, ItemState = _itemState, UserFactors = _userFactors, UserState = _userState };
}
