using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Benchmarks;

/// <summary>
/// Bytes a rating, at the peak and after reading. Each Fit has a process of its own. Taken from it is what the same Fit needs with one
/// rating a row and a column: the program, the factors and their accumulators, which are told apart by a Fit of ten ratings.
/// </summary>
internal sealed class MemoryBenchmark(TextWriter notes)
{
    private const int Epochs = 12, EmptySize = 10;
    private const double Mebi = 1024 * 1024;

    public void Run(string[] sizes, int threads)
    {
        string folder = Directory.CreateTempSubdirectory("benchmarks-").FullName;
        try
        {
            foreach (string size in sizes)
            {
                RatingTable table = PlantedRatings.Make(size);
                string full = Path.Combine(folder, "full"), sparse = Path.Combine(folder, "sparse"), empty = Path.Combine(folder, "empty");
                EntryFile.Write(full, RatingView.Rows(table));
                EntryFile.Write(sparse, OneEach(table.Users, table.Items));
                EntryFile.Write(empty, OneEach(EmptySize, EmptySize));
                foreach (bool ours in NativeSide.IsReal ? new[] { true, false } : [true])
                {
                    Show(
                        table,
                        ours,
                        threads,
                        InChild(ours, full, table.Users, table.Items, threads),
                        InChild(ours, sparse, table.Users, table.Items, threads),
                        InChild(ours, empty, EmptySize, EmptySize, threads));
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<Entry> OneEach(int users, int items) =>
        Enumerable.Range(0, Math.Max(users, items)).Select(i => new Entry(i % users, i % items, 1 + (i % 5)));

    private static MemoryReading InChild(bool ours, string path, int users, int items, int threads)
    {
        string[] arguments = ["memory-child", ours ? "ours" : "mlnet", path, Text(users), Text(items), Text(Epochs), Text(threads)];
        ProcessStartInfo start = new(Environment.ProcessPath!) { RedirectStandardOutput = true };
        // Started as `dotnet Benchmarks.dll`, the process is dotnet and its first argument the program.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        // A nursery of one size, so that peaks don't depend on the processor's cache.
        start.Environment["DOTNET_GCgen0size"] = "0x400000";
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize(output.TrimEnd().Split('\n')[^1], MemoryJson.Default.MemoryReading)!
            : throw new BenchmarkException($"The child for {Path.GetFileName(path)} ended with {process.ExitCode}.");
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private void Show(RatingTable table, bool ours, int threads, MemoryReading full, MemoryReading sparse, MemoryReading empty)
    {
        string PerRating(long? of, long? without) => of is long a && without is long b ? string.Create(CultureInfo.InvariantCulture, $"{(double)(a - b) / table.Count:0.0}") : "–";
        notes.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{table.Name}, {(ours ? "ours" : "ML.NET")}, {threads} threads: peak {(full.FitPeak - empty.FitPeak) / Mebi:0.0} MiB above an empty Fit, of which factors and accumulators {(sparse.FitPeak - empty.FitPeak) / Mebi:0.0} MiB"));
        notes.WriteLine($"  bytes a rating: whole Fit {PerRating(full.FitPeak, sparse.FitPeak)}; while reading {PerRating(full.ReadingPeak, sparse.ReadingPeak)}, after {PerRating(full.AfterReading, sparse.AfterReading)}, while training {PerRating(full.TrainingPeak, sparse.TrainingPeak)}");
        if (full.AtEnd is long end && full.AfterReading is long after)
            notes.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  from the first epoch to the {Epochs}th: {(end - after) / Mebi:+0.0;-0.0} MiB"));
    }
}
