using System.IO.Compression;

namespace Microsoft.ML.Distributed.Tests;

/// <summary>What is in a saved model.</summary>
internal static class ArchiveEntries
{
    internal static Dictionary<string, byte[]> Of(Stream archive)
    {
        using var zip = new ZipArchive(archive, ZipArchiveMode.Read, leaveOpen: true);
        return zip.Entries.ToDictionary(e => e.FullName.Replace('\\', '/'), e =>
        {
            using Stream stream = e.Open();
            using var content = new MemoryStream();
            stream.CopyTo(content);
            return content.ToArray();
        });
    }

    /// <summary>Holds what we wrote to what ML.NET saves of the model that it made of it.</summary>
    /// <param name="ours">Our archive.</param>
    /// <param name="saved">ML.NET's.</param>
    /// <param name="onlySaved">Entries that a model is loaded without.</param>
    internal static void MustBeTheSame(Stream ours, Stream saved, params string[] onlySaved)
    {
        Dictionary<string, byte[]> expected = Of(saved);
        Dictionary<string, byte[]> written = Of(ours);
        written.Keys.Should().BeEquivalentTo(expected.Keys.Where(name => name != "Schema" && !onlySaved.Contains(name)), "only saving by hand adds an input schema");
        written.Remove("TrainingInfo/Version.txt", out byte[]? version);
        expected["TrainingInfo/Version.txt"].Should().StartWith(version, "ML.NET adds which commit it was built from");
        foreach ((string name, byte[] content) in written)
            content.Should().Equal(expected[name], name);
    }
}
