using System.IO.Compression;
using System.Text;

namespace Samples.Tests;

/// <summary>A folder of one test, gone with it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("samples-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public string Write(string name, string text, Encoding? encoding = null)
    {
        System.IO.File.WriteAllText(File(name), text, encoding ?? new UTF8Encoding(false));
        return File(name);
    }

    public string WriteGzip(string name, string text)
    {
        using GZipStream gzip = new(System.IO.File.Create(File(name)), CompressionLevel.Fastest);
        gzip.Write(Encoding.UTF8.GetBytes(text));
        return File(name);
    }

    public string WriteZip(string name, params (string Entry, string Text)[] entries)
    {
        using ZipArchive zip = ZipFile.Open(File(name), ZipArchiveMode.Create);
        foreach ((string entry, string text) in entries)
        {
            using Stream stream = zip.CreateEntry(entry).Open();
            stream.Write(Encoding.UTF8.GetBytes(text));
        }

        return File(name);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
