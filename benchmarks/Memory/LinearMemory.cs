using System.Globalization;
using System.Text.Json;
using SvmLight;

namespace Benchmarks;

/// <summary>
/// Peaks of linear Fits, reading and training, each in a process of its own, above one of a hundred rows of ten features: beside the data in CSR, or dense in
/// float32, what they may be one and a half times of.
/// </summary>
internal sealed class LinearMemory(TextWriter notes)
{
    private const int EmptyRows = 100, EmptyFeatures = 10;
    private const double Mebi = 1024 * 1024;

    public void Run(IReadOnlyList<string> trainers, bool quick, int threads)
    {
        string folder = Directory.CreateTempSubdirectory("benchmarks-").FullName;
        try
        {
            ExampleFile emptyDense = ExampleFile.Write(Path.Combine(folder, "empty-dense"), PlantedExamples.Dense(EmptyRows, EmptyFeatures));
            ExampleFile emptySparse = ExampleFile.Write(Path.Combine(folder, "empty-sparse"), PlantedExamples.Sparse(EmptyRows, EmptyFeatures, 2));
            int share = quick ? 10 : 1;
            Measure("dense", PlantedExamples.Dense(500_000 / share, 50), emptyDense);
            Measure("sparse", PlantedExamples.Sparse(200_000 / share, 50_000 / share, 70), emptySparse);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        void Measure(string kind, ExampleTable table, ExampleFile empty)
        {
            ExampleFile file = ExampleFile.Write(Path.Combine(folder, kind), table);
            notes.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind} {file.Rows:N0} x {file.Features:N0}: {file.DataBytes / Mebi:0.0} MiB, {threads} threads"));
            foreach (string trainer in trainers)
            {
                MemoryReading full = InChild(trainer, file, threads), none = InChild(trainer, empty, threads);
                double? Beside(long? bytes) => (double?)(bytes - none.FitPeak) / file.DataBytes;
                notes.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {trainer,-24} {Beside(full.FitPeak):0.00} times the data, {(full.FitPeak - none.FitPeak) / Mebi:0.0} MiB; until the first epoch's end {Beside(full.ReadingPeak):0.00}, settled {Beside(full.AfterReading):0.00}, at the end {Beside(full.AtEnd is 0 ? null : full.AtEnd):0.00}"));
            }
        }
    }

    private static MemoryReading InChild(string trainer, ExampleFile file, int threads)
    {
        string[] arguments = [LinearMemoryChild.Verb, trainer, file.Path, .. new[] { file.Rows, file.Features, file.Used, threads }.Select(n => n.ToString(CultureInfo.InvariantCulture))];
        return JsonSerializer.Deserialize(MeasuredChild.Run(arguments), MemoryJson.Default.MemoryReading)!;
    }
}
