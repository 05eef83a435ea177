using System.Globalization;
using System.IO.Compression;

namespace Benchmarks;

/// <summary>Real ratings that lie in a folder; what is not there is left out.</summary>
internal static class DataFolder
{
    private const float JesterMissing = 99;

    /// <summary>Jester's first part: jester-1/jester-data-1.csv.gz, a line a user: the count, then 100 values, 99 for none.</summary>
    public static RatingTable? Jester(string folder)
    {
        string path = Path.Combine(folder, "jester-1", "jester-data-1.csv.gz");
        if (!File.Exists(path))
            return null;
        List<(int User, int Item, float Value)> rows = [];
        using StreamReader text = new(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        for (int user = 0; text.ReadLine() is string line; user++)
        {
            string[] fields = line.Split(',');
            for (int item = 1; item < fields.Length; item++)
            {
                float value = float.Parse(fields[item], CultureInfo.InvariantCulture);
                if (value != JesterMissing)
                    rows.Add((user, item - 1, value));
            }
        }

        return Number("jester-1", rows);
    }

    /// <summary>Anime ratings of 5,000 users: anime-5k.zip with anime_ratings.dat, tab-separated after a header.</summary>
    public static RatingTable? Anime(string folder)
    {
        string path = Path.Combine(folder, "anime-5k.zip");
        if (!File.Exists(path))
            return null;
        List<(int User, int Item, float Value)> rows = [];
        using ZipArchive zip = ZipFile.OpenRead(path);
        ZipArchiveEntry entry = zip.Entries.FirstOrDefault(e => e.Name == "anime_ratings.dat") ?? throw new BenchmarkException($"{path} holds no anime_ratings.dat.");
        using StreamReader text = new(entry.Open());
        text.ReadLine();
        while (text.ReadLine() is string line)
        {
            string[] fields = line.Split('\t');
            rows.Add((int.Parse(fields[0], CultureInfo.InvariantCulture), int.Parse(fields[1], CultureInfo.InvariantCulture), float.Parse(fields[2], CultureInfo.InvariantCulture)));
        }

        return Number("anime-5k", rows);
    }

    private static RatingTable Number(string name, List<(int User, int Item, float Value)> rows)
    {
        Dictionary<int, int> users = [], items = [];
        int[] user = [.. rows.Select(r => NumberOf(users, r.User))], item = [.. rows.Select(r => NumberOf(items, r.Item))];
        return new(name, users.Count, items.Count, user, item, [.. rows.Select(r => r.Value)]);
    }

    private static int NumberOf(Dictionary<int, int> numbers, int id)
    {
        if (!numbers.TryGetValue(id, out int number))
            numbers[id] = number = numbers.Count;
        return number;
    }
}
