using Microsoft.ML;

namespace Benchmarks;

/// <summary>The end-to-end comparison: planted ratings first, then ratings of people, with and without biases.</summary>
internal sealed class MfBenchmark(TextWriter notes)
{
    private const int Rank = 64, Seed = 1;

    private static readonly Rates[] _grid = Rates.Grid([0.02f, 0.05f, 0.1f, 0.2f], [0.05f, 0.1f, 0.2f]);
    private static readonly Rates[] _quickGrid = Rates.Grid([0.1f], [0.1f]);

    public MfResult Run(string size, bool quick, string? dataFolder)
    {
        Protocol protocol = quick ? Protocol.Quick : Protocol.Full;
        MLContext context = new(Seed);
        Rates[] grid = quick ? _quickGrid : _grid;
        OurSide ours = new(context, Rank, biases: true, grid), unbiased = new(context, Rank, biases: false, grid);
        NativeSide? native = NativeSide.IsReal ? new(context, Rank, grid) : null;
        notes.WriteLine($"rank {Rank}; grid of each side: {string.Join("; ", grid)}; passes tuned at {string.Join(", ", protocol.TunedAt)}");
        if (native is null)
            notes.WriteLine("ML.NET is the stand-in, which has no trainer: the target is our own best (eng/offline/README.md).");

        ISide[] sides = native is null ? [ours, unbiased] : [native, ours, unbiased];
        RatingTable planted = PlantedRatings.Make(size);
        MfResult result = MfResult.From(
            Rank, planted.Count, new Contest(new Parts(context, planted), protocol, notes).Run(sides), ours.Name, native?.Name);
        foreach (RatingTable table in OfPeople(dataFolder))
            new Contest(new Parts(context, table), protocol, notes).Run(sides);
        return result;
    }

    private IEnumerable<RatingTable> OfPeople(string? folder)
    {
        if (folder is null)
        {
            notes.WriteLine("Jester and anime ratings are left out: no --data-folder.");
            yield break;
        }

        foreach ((string name, Func<string, RatingTable?> read) in new (string, Func<string, RatingTable?>)[] { ("jester-1/jester-data-1.csv.gz", DataFolder.Jester), ("anime-5k.zip", DataFolder.Anime) })
        {
            if (read(folder) is { } table)
                yield return table;
            else
                notes.WriteLine($"{Path.Combine(folder, name)} is not there: left out.");
        }
    }
}
