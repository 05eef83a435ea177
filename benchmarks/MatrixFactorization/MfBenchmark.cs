using Microsoft.ML;

namespace Benchmarks;

/// <summary>The end-to-end comparison: planted ratings first, then ratings of people, with and without biases.</summary>
internal sealed class MfBenchmark(TextWriter notes)
{
    private const int Rank = 64, Seed = 1;

    // ML.NET's λ stands against errors in the values' units, so it goes with their spread; ours is free of units.
    private static readonly float[] _nativeLambdas = [0.02f, 0.05f, 0.1f, 0.2f], _nativeRates = [0.05f, 0.1f, 0.2f, 0.4f];
    private static readonly float[] _ourLambdas = [0.01f, 0.02f, 0.04f, 0.08f], _ourRates = [0.05f, 0.1f, 0.2f, 0.4f];

    private readonly MLContext _context = new(Seed);

    public MfResult Run(string size, bool quick, string? dataFolder)
    {
        Protocol protocol = quick ? Protocol.Quick : Protocol.Full;
        notes.WriteLine($"rank {Rank}; passes tuned at {string.Join(", ", protocol.TunedAt)}");
        if (!NativeSide.IsReal)
            notes.WriteLine("ML.NET is the stand-in, which has no trainer: the target is our own best (eng/offline/README.md).");

        RatingTable planted = PlantedRatings.Make(size);
        MfResult result = Compete(planted, protocol, quick);
        foreach (RatingTable table in OfPeople(dataFolder))
            Compete(table, protocol, quick);
        return result;
    }

    private MfResult Compete(RatingTable table, Protocol protocol, bool quick)
    {
        Rates[] grid = quick ? [new(0.02f, 0.2f)] : Rates.Grid(_ourLambdas, _ourRates);
        Rates[] nativeGrid = quick ? [new(0.05f, 0.1f)] : Rates.Grid([.. _nativeLambdas.Select(lambda => lambda * table.Spread)], _nativeRates);
        OurSide ours = new(_context, Rank, biases: true, grid), unbiased = new(_context, Rank, biases: false, grid);
        NativeSide? native = NativeSide.IsReal ? new(_context, Rank, nativeGrid) : null;
        ISide[] sides = native is null ? [ours, unbiased] : [native, ours, unbiased];
        return MfResult.From(Rank, table.Count, new Contest(new Parts(_context, table), protocol, notes).Run(sides), ours.Name, native?.Name);
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
