using System.Security.Cryptography;

namespace MovieLens;

/// <summary>
/// Fetches GroupLens' ml-latest-small.zip once. It is written beside its place, checked, and only then moved there: what lies there is whole.
/// </summary>
internal sealed class Download(HttpClient client, string folder, string sha256 = Download.Sha256)
{
    public const string Sha256 = "696d65a3dfceac7c45750ad32df2c259311949efec81f0f144fdfb91ebc9e436";
    public const string FileName = "ml-latest-small.zip";

    public static Uri DefaultBase { get; } = new("https://files.grouplens.org/datasets/movielens/");

    /// <summary>Where the file is kept between runs.</summary>
    public static string DefaultFolder
    {
        get
        {
            string local = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
            return Path.Combine(local.Length > 0 ? local : Path.GetTempPath(), "MovieLens");
        }
    }

    /// <summary>Returns the file's path, after fetching it if a good one is not there yet.</summary>
    /// <exception cref="SampleException">It could not be fetched, or is not the file that this program knows.</exception>
    public async Task<string> GetAsync(Uri baseAddress, CancellationToken cancellationToken)
    {
        string path = Path.Combine(folder, FileName);
        if (File.Exists(path) && await HashAsync(path, cancellationToken) == sha256)
            return path;

        Directory.CreateDirectory(folder);
        string part = Path.Combine(folder, $"{FileName}.{Environment.ProcessId}.part");
        Uri address = new(baseAddress, FileName);
        try
        {
            await FetchAsync(address, part, cancellationToken);
            string hash = await HashAsync(part, cancellationToken);
            if (hash != sha256)
                throw new SampleException($"{address} has sha256 {hash}, expected {sha256}: GroupLens may have a new edition. Download it yourself and pass it by --data FILE.");
            File.Move(part, path, overwrite: true);
            return path;
        }
        finally
        {
            File.Delete(part);
        }
    }

    private async Task FetchAsync(Uri address, string part, CancellationToken cancellationToken)
    {
        try
        {
            using HttpResponseMessage response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            response.EnsureSuccessStatusCode();
            await using FileStream file = File.Create(part);
            await response.Content.CopyToAsync(file, cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new SampleException($"Could not download {address}: {e.Message} Try again, or download it elsewhere and pass it by --data FILE; without either, generated ratings are used.", e);
        }
    }

    private static async Task<string> HashAsync(string path, CancellationToken cancellationToken)
    {
        await using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
    }
}
