using System.Diagnostics;
using System.Globalization;

namespace Benchmarks;

/// <summary>Whether what a job has in Redis stays bounded: its memory, log and keys over time, while two processes push without a pause.</summary>
internal sealed class RedisSoak(TextWriter notes)
{
    private const int Block = 65_536, Reports = 20;
    private const string Job = "soak";

    public void Run(double minutes, string codec)
    {
        using LocalRedis redis = LocalRedis.Start();
        using var group = new ChildGroup(new("ours", redis.Port, Job, 0, 2, Block, codec, "ssp:3"));
        notes.WriteLine(string.Create(CultureInfo.InvariantCulture, $"two processes push and pull {Block:N0} floats as {codec} for {minutes} minutes"));
        notes.WriteLine($"{"seconds",8}{"clocks",10}{"used MB",9}{"peak MB",9}{"records",9}{"keys",7}");
        long began = Stopwatch.GetTimestamp(), clocks = 0;
        Sample start = Show(redis, 0, 0), peak = start, last = start;
        double nextReport = 0;
        while (Stopwatch.GetElapsedTime(began).TotalMinutes < minutes)
        {
            group.Run(50);
            clocks += 2 * 50;
            last = Sample.Of(redis);
            peak = peak.Or(last);
            double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            if (seconds < nextReport)
                continue;
            nextReport += 60 * minutes / Reports;
            Show(redis, seconds, clocks);
        }

        notes.WriteLine(string.Create(CultureInfo.InvariantCulture, $"start {start}; peak {peak}; end {last}; {clocks:N0} clocks, {Pushed(clocks, codec):N0} MB pushed"));
    }

    private static double Pushed(long clocks, string codec) => clocks * (double)Block * (codec == "int8" ? 1 : sizeof(float)) / 1e6;

    private Sample Show(LocalRedis redis, double seconds, long clocks)
    {
        Sample sample = Sample.Of(redis);
        double peakMegabytes = redis.Number("memory", "used_memory_peak") / 1e6;
        notes.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seconds,8:0}{clocks,10}{sample.Megabytes,9:0.0}{peakMegabytes,9:0.0}{sample.Records,9}{sample.Keys,7}"));
        return sample;
    }

    /// <summary>What lies in the server.</summary>
    private readonly record struct Sample(double Megabytes, long Records, long Keys)
    {
        public static Sample Of(LocalRedis redis) => new(
            redis.UsedMemory / 1e6,
            long.Parse(redis.Text("LLEN", $"mlnet:{{{Job}.0}}:log"), CultureInfo.InvariantCulture),
            long.Parse(redis.Text("DBSIZE"), CultureInfo.InvariantCulture));

        public Sample Or(Sample other) => new(Math.Max(Megabytes, other.Megabytes), Math.Max(Records, other.Records), Math.Max(Keys, other.Keys));

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Megabytes:0.0} MB, {Records:N0} records, {Keys:N0} keys");
    }
}
