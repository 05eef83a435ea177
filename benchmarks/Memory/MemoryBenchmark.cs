using System.Globalization;
using System.Text.Json;

namespace Benchmarks;

/// <summary>
/// Bytes a rating, at the peak and after reading. Each Fit has a process of its own. A Fit of all ratings and one of a tenth, with the same
/// users and items, differ by ratings alone: not by the program, the factors or their accumulators, which a Fit of ten ratings tells apart.
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
                string full = Path.Combine(folder, "full"), tenth = Path.Combine(folder, "tenth"), empty = Path.Combine(folder, "empty");
                IEnumerable<Entry> everybody = OneEach(table.Users, table.Items);
                EntryFile.Write(full, everybody.Concat(RatingView.Rows(table)));
                EntryFile.Write(tenth, everybody.Concat(RatingView.Rows(table).Take(table.Count / 10)));
                EntryFile.Write(empty, OneEach(EmptySize, EmptySize));
                foreach (bool ours in NativeSide.IsReal ? new[] { true, false } : [true])
                {
                    Show(
                        table,
                        ours,
                        threads,
                        InChild(ours, full, table.Users, table.Items, threads),
                        InChild(ours, tenth, table.Users, table.Items, threads),
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
        return JsonSerializer.Deserialize(MeasuredChild.Run(arguments), MemoryJson.Default.MemoryReading)!;
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private void Show(RatingTable table, bool ours, int threads, MemoryReading full, MemoryReading tenth, MemoryReading empty)
    {
        int tenthRows = table.Count / 10, moreRows = table.Count - tenthRows;
        double? PerRating(long? all, long? few) => (double?)(all - few) / moreRows;
        double fixedBytes = tenth.FitPeak - empty.FitPeak - (tenthRows * PerRating(full.FitPeak, tenth.FitPeak)!.Value);
        notes.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{table.Name}, {(ours ? "ours" : "ML.NET")}, {threads} threads: peak {(full.FitPeak - empty.FitPeak) / Mebi:0.0} MiB above an empty Fit, of which factors and accumulators {fixedBytes / Mebi:0.0} MiB"));
        notes.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  bytes a rating: whole Fit {PerRating(full.FitPeak, tenth.FitPeak):0.0}"));
        if (!ours)
            return;
        notes.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  bytes a rating: while reading {PerRating(full.ReadingPeak, tenth.ReadingPeak):0.0}, after {PerRating(full.AfterReading, tenth.AfterReading):0.0}, while training {PerRating(full.TrainingPeak, tenth.TrainingPeak):0.0}"));
        notes.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  from the first epoch to the {Epochs}th: {(full.AtEnd - full.AfterReading) / Mebi:+0.0;-0.0} MiB"));
    }
}
