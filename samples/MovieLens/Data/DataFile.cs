using System.IO.Compression;

namespace MovieLens;

/// <summary>
/// A file of ratings as it lies on disk: plain, gzipped, or inside the data set's zip. What it is shows in its first bytes, not in its name.
/// </summary>
internal sealed class DataFile
{
    private static readonly string[] _ratingsNames = ["ratings.csv", "u.data", "ratings.dat"];
    private static readonly string[] _titlesNames = ["movies.csv", "u.item", "movies.dat"];

    private readonly string _path;
    private readonly bool _isZip;

    public DataFile(string path)
    {
        if (Directory.Exists(path))
            throw new SampleException($"{path} is a folder; name the file in it ({string.Join(", ", _ratingsNames)}) or the data set's zip.");
        if (!File.Exists(path))
            throw new SampleException($"{path} does not exist; name a file of ratings ({string.Join(", ", _ratingsNames)}, plain or .gz) or the data set's zip.");
        _path = path;
        using FileStream file = File.OpenRead(path);
        _isZip = StartsWith(file, [(byte)'P', (byte)'K', 3, 4]);
    }

    public string Name => Path.GetFileName(_path);

    /// <summary>Reads the ratings.</summary>
    /// <param name="read">Gets the text and what to call it in a message.</param>
    public T ReadRatings<T>(Func<Stream, string, T> read)
    {
        if (!_isZip)
            return Read(_path, read);
        using ZipArchive zip = OpenZip();
        ZipArchiveEntry entry = Find(zip, _ratingsNames) ?? throw new SampleException(
            $"{Name} holds no {string.Join(", ", _ratingsNames)}; is it a MovieLens data set?");
        using Stream text = entry.Open();
        return read(text, $"{Name}/{entry.Name}");
    }

    /// <summary>Reads the titles that came with the ratings: from the same zip or the same folder; <paramref name="otherwise"/> if there are none.</summary>
    public T ReadTitles<T>(Func<Stream, string, T> read, T otherwise)
    {
        if (!_isZip)
            return FindBeside() is string path ? Read(path, read) : otherwise;
        using ZipArchive zip = OpenZip();
        if (Find(zip, _titlesNames) is not { } entry)
            return otherwise;
        using Stream text = entry.Open();
        return read(text, $"{Name}/{entry.Name}");
    }

    private static T Read<T>(string path, Func<Stream, string, T> read)
    {
        using FileStream file = File.OpenRead(path);
        if (!StartsWith(file, [0x1f, 0x8b]))
            return read(file, Path.GetFileName(path));
        using GZipStream text = new(file, CompressionMode.Decompress);
        return read(text, Path.GetFileName(path));
    }

    private static bool StartsWith(FileStream file, ReadOnlySpan<byte> magic)
    {
        Span<byte> first = stackalloc byte[4];
        int count = file.ReadAtLeast(first, first.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return first[..count].StartsWith(magic);
    }

    private static ZipArchiveEntry? Find(ZipArchive zip, string[] names) =>
        names.Select(name => zip.Entries.FirstOrDefault(e => e.Name.Equals(name, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(e => e is not null);

    private ZipArchive OpenZip()
    {
        try
        {
            return ZipFile.OpenRead(_path);
        }
        catch (InvalidDataException e)
        {
            throw new SampleException($"{_path} is a damaged zip ({e.Message}); download it again.", e);
        }
    }

    private string? FindBeside()
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(_path))!;
        return _titlesNames.SelectMany(name => new[] { name, name + ".gz" }).Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }
}
