namespace Benchmarks;

/// <summary>The sets that linear trainers are measured on.</summary>
internal static class LinearSets
{
    /// <summary>Two generated ones, and those that lie in a folder or its folders.</summary>
    public static IEnumerable<LinearSet> All(LinearSelection selection, TextWriter notes)
    {
        (string dense, string sparse) = selection.Quick ? ("dense 4k x 20", "sparse 4k x 1k") : ("dense 500k x 50", "sparse 200k x 50k");
        if (selection.Has(dense))
            yield return new(dense, selection.Quick ? PlantedExamples.Dense(4_000, 20) : PlantedExamples.Dense(500_000, 50));
        if (selection.Has(sparse))
            yield return new(sparse, selection.Quick ? PlantedExamples.Sparse(4_000, 1_000, 20) : PlantedExamples.Sparse(200_000, 50_000, 70));
        if (selection.Folder is null)
        {
            notes.WriteLine("Real sets are left out: no --data.");
            yield break;
        }

        foreach (SetFiles files in SetFiles.In(selection.Folder))
        {
            if (selection.Has(files.Name) && Read(files, notes) is { } set)
                yield return set;
        }
    }

    private static LinearSet? Read(SetFiles files, TextWriter notes)
    {
        try
        {
            return files.Read();
        }
        catch (InvalidDataException e)
        {
            notes.WriteLine($"{files.Name} is left out: {e.Message}");
            return null;
        }
    }
}
