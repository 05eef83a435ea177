namespace MovieLens;

/// <summary>Loads what the options ask for: a file, the download, or generated ratings.</summary>
internal static class DataSource
{
    public static Dataset Load(string path)
    {
        DataFile file = new(path);
        return new(file.Name, file.ReadRatings(RatingsReader.Read), file.ReadTitles(TitlesReader.Read, []));
    }

    public static async Task<Dataset> LoadAsync(SampleOptions options, TextWriter notes, CancellationToken cancellationToken)
    {
        if (options.Data is string path)
            return Load(path);
        if (options.Download)
        {
            using HttpClient client = new();
            string downloaded = await new Download(client, Download.DefaultFolder).GetAsync(Download.DefaultBase, cancellationToken);
            await notes.WriteLineAsync($"MovieLens' ml-latest-small in {downloaded}; GroupLens' terms are in its README.txt.");
            return Load(downloaded);
        }

        await notes.WriteLineAsync("No --data FILE or --download given: these ratings are GENERATED, in the shape of ml-latest-small; nobody gave them.");
        return GeneratedRatings.Make();
    }
}
