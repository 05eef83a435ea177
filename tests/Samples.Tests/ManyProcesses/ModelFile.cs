using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Samples.Tests;

/// <summary>What a model's zip holds, apart from when it was written.</summary>
internal static class ModelFile
{
    public static string Hash(string path)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using ZipArchive zip = ZipFile.OpenRead(path);
        foreach (ZipArchiveEntry entry in zip.Entries.OrderBy(e => e.FullName, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{entry.FullName} {entry.Length}\n"));
            using Stream stream = entry.Open();
            using MemoryStream bytes = new();
            stream.CopyTo(bytes);
            hash.AppendData(bytes.ToArray());
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
