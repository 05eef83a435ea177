using System.IO.Compression;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Models;

/// <summary>Reads a model file.</summary>
internal sealed class ModelReader(Stream stream) : IDisposable
{
    private readonly ZipArchive _archive = Open(stream);

    /// <summary>An entry's bytes, or null if there is no such entry.</summary>
    public MemoryStream ReadEntry(string path)
    {
        ZipArchiveEntry entry = _archive.GetEntry(path) ?? _archive.GetEntry(path.Replace('/', '\\'));
        if (entry == null)
            return null;
        var bytes = new MemoryStream((int)entry.Length);
        using Stream content = entry.Open();
        content.CopyTo(bytes);
        bytes.Position = 0;
        return bytes;
    }

    public TComponent ReadModel<TComponent>(IHostEnvironment environment, string directory)
        where TComponent : class
    {
        MemoryStream bytes = ReadEntry($"{directory}/{ModelWriter.PartName}");
        Check.Format(bytes != null, $"Corrupt model file: there is no '{directory}'.");
        var context = new ModelLoadContext(this, directory, bytes);
        object component = ModelLoaders.Load(environment, context);
        context.RequireEnd();
        return component as TComponent ?? throw new FormatException($"Couldn't load model: '{directory}'");
    }

    public void Dispose() => _archive.Dispose();

    private static ZipArchive Open(Stream stream)
    {
        try
        {
            return new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        }
        catch (InvalidDataException e)
        {
            throw new FormatException("Corrupt model file: it is no zip archive.", e);
        }
    }
}
