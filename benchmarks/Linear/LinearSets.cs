using SvmLight;

namespace Benchmarks;

/// <summary>The sets that linear trainers are measured on.</summary>
internal static class LinearSets
{
    /// <summary>Two generated ones, and those files of SVMlight that lie in a folder or its folders and have two labels.</summary>
    public static IEnumerable<(string Name, ExampleTable Table)> All(bool quick, string? folder, TextWriter notes)
    {
        yield return quick ? ("dense 4k x 20", PlantedExamples.Dense(4_000, 20)) : ("dense 500k x 50", PlantedExamples.Dense(500_000, 50));
        yield return quick ? ("sparse 4k x 1k", PlantedExamples.Sparse(4_000, 1_000, 20)) : ("sparse 200k x 50k", PlantedExamples.Sparse(200_000, 50_000, 70));
        if (folder is null)
        {
            notes.WriteLine("Real sets are left out: no --data.");
            yield break;
        }

        foreach (string path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (path.EndsWith(".bz2", StringComparison.Ordinal))
                notes.WriteLine($"{Path.GetFileName(path)} is left out: unpack it first.");
            else if (Read(path, notes) is { } table)
                yield return (Path.GetFileNameWithoutExtension(path), table);
        }
    }

    private static ExampleTable? Read(string path, TextWriter notes)
    {
        try
        {
            ExampleTable table = SvmLightFile.Read(path);
            table.Positive();
            return table.Values.Length > 0 ? table : throw new InvalidDataException("no row has a feature.");
        }
        catch (InvalidDataException e)
        {
            notes.WriteLine($"{Path.GetFileName(path)} is left out: {e.Message}");
            return null;
        }
    }
}
