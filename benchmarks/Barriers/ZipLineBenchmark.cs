using System.Diagnostics;
using System.Globalization;
using ParameterStore;

namespace Benchmarks;

/// <summary>How long it takes to find ElasticBSP's next barrier, over n workers and R clocks of foresight.</summary>
internal sealed class ZipLineBenchmark(TextWriter output)
{
    private const int Seed = 15;
    private const int RunsMin = 3;
    private static readonly TimeSpan _warmUp = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _timeEach = TimeSpan.FromMilliseconds(200);

    private static readonly (int Workers, int Lookahead, double? PublishedMicroseconds)[] _sizes =
    [
        (4, 15, null),
        (10, 15, 149),
        (10, 150, null),
        (100, 15, null),
        (100, 150, null),
        (1000, 15, null),
        (1000, 150, 2_380_000),
    ];

    public IReadOnlyList<ZipLineResult> Run()
    {
        output.WriteLine("Median time of a search, in µs, with the merge of the workers' ends; beside it the published time of the authors' own program on their machine.");
        output.WriteLine($"{"n",5} {"R",4} {"ZipLine",12} {"ZipLineOpt",12} {"ZipLineOptBS",12} {"ours",12} {"its merge",12} {"published",12}");
        var results = new List<ZipLineResult>();
        foreach ((int workers, int lookahead, double? published) in _sizes)
        {
            ZipLineResult result = Measure(Draw(workers, lookahead), workers, lookahead, published);
            results.Add(result);
            output.WriteLine($"{result.Workers,5} {result.Lookahead,4} {Text(result.ZipLineMicroseconds)} {Text(result.ZipLineOptMicroseconds)} "
                + $"{Text(result.ZipLineOptBSMicroseconds)} {Text(result.ScanMicroseconds)} {Text(result.MergeMicroseconds)} {Text(published)}");
        }

        return results;
    }

    private static ZipLineResult Measure(long[] ends, int workers, int lookahead, double? published) => new(
        workers,
        lookahead,
        Time(() => ZipLine.Find(BarrierEnds.Merge(ends, lookahead), workers)),
        Time(() => ZipLineOpt.Find(BarrierEnds.Merge(ends, lookahead), workers)),
        Time(() => ZipLineOptBS.Find(BarrierEnds.Merge(ends, lookahead), workers)),
        Time(() => BarrierScan.Find(BarrierEnds.Merge(ends, lookahead), workers)),
        Time(() => BarrierEnds.Merge(ends, lookahead)),
        published);

    // Workers whose clocks last 50 to 150 ms, as a policy predicts them: every one as long as the last.
    private static long[] Draw(int workers, int lookahead)
    {
        var random = new Random(Seed);
        long[] intervals = [.. Enumerable.Range(0, workers).Select(_ => random.NextInt64(50_000_000, 150_000_000))];
        return [.. intervals.SelectMany(interval => Enumerable.Range(1, lookahead).Select(clocks => clocks * interval))];
    }

    private static double Time(Func<object> search)
    {
        for (long started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < _warmUp;)
            search();
        var times = new List<double>();
        for (long started = Stopwatch.GetTimestamp(); times.Count < RunsMin || Stopwatch.GetElapsedTime(started) < _timeEach;)
        {
            long before = Stopwatch.GetTimestamp();
            GC.KeepAlive(search());
            times.Add(Stopwatch.GetElapsedTime(before).TotalMicroseconds);
        }

        return Median.Of(times);
    }

    private static string Text(double? microseconds) => (microseconds?.ToString("N1", CultureInfo.InvariantCulture) ?? "–").PadLeft(12);
}
