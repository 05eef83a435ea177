using System.Globalization;

namespace ClickThrough;

/// <summary>A click log in a file: the user's, or a generated one that is deleted with this.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Path">Where it is.</param>
/// <param name="PlantedLogLoss">Of the model behind generated data, in nats; null: not generated.</param>
internal sealed record ClickLog(string Name, string Path, double? PlantedLogLoss) : IDisposable
{
    public static ClickLog Open(ClickOptions options, TextWriter output)
    {
        if (options.Data is not { } path)
            return Generate(options, output);
        if (!File.Exists(path))
            throw new SampleException($"--data: there is no file {path}.");
        CheckFirstLine(path);
        return new(System.IO.Path.GetFileName(path), path, null);
    }

    public void Dispose()
    {
        if (PlantedLogLoss is not null)
            File.Delete(Path);
    }

    private static ClickLog Generate(ClickOptions options, TextWriter output)
    {
        output.WriteLine($"This is a GENERATED click log of {options.Rows:N0} impressions with a planted model; --data FILE reads a real one.");
        string path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"clicks-{Guid.NewGuid():n}.tsv");
        using StreamWriter file = new(path);
        return new("generated", path, GeneratedClicks.Write(file, options.Rows, options.Seed));
    }

    // A file of another form would be read as missing values without a word.
    private static void CheckFirstLine(string path)
    {
        using StreamReader file = new(path);
        string[] fields = (file.ReadLine() ?? "").Split('\t');
        int wanted = 1 + ClickColumns.Counts + ClickColumns.Categories;
        if (fields.Length != wanted || fields[0] is not ("0" or "1"))
        {
            throw new SampleException(string.Create(
                CultureInfo.InvariantCulture,
                $"--data: the first line of {path} has {fields.Length} fields and begins with '{fields[0]}'; wanted are {wanted} between tabs: 0 or 1, {ClickColumns.Counts} counts, {ClickColumns.Categories} categories."));
        }
    }
}
