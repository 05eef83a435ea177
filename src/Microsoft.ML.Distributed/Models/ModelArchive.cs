using System.IO.Compression;

namespace Microsoft.ML.Distributed;

/// <summary>
/// The archive that ML.NET saves a prediction transformer in, written here, so that ML.NET loads a native one of our numbers. (The native types
/// have no public constructor.) What comes out is saved, loaded and scored by ML.NET alone.
/// </summary>
/// <param name="trainSchema">
/// The schema that the model expects: only the columns that it reads, so that it does not drag all users' names along.
/// </param>
/// <param name="parts">The transformer's components, itself first.</param>
internal sealed class ModelArchive(DataViewSchema trainSchema, params ModelPart[] parts)
{
    /// <summary>A larger archive goes through a temporary file rather than memory.</summary>
    internal const long MemoryBytesMax = 64L << 20;

    private const int Overhead = 1 << 14;
    private const string Root = "TransformerChain";

    /// <summary>Has ML.NET load the model.</summary>
    /// <param name="context">Loads it.</param>
    /// <param name="memoryBytesMax">What may be held in memory beside the model.</param>
    internal TTransformer Load<TTransformer>(MLContext context, long memoryBytesMax = MemoryBytesMax)
        where TTransformer : ITransformer
    {
        long bytes = parts.Sum(p => p.BodyBytes);
        using Stream archive = bytes <= memoryBytesMax ? new MemoryStream((int)bytes + Overhead) : TemporaryFile();
        Write(archive);
        archive.Position = 0;
        return (TTransformer)context.Model.Load(archive, out _);
    }

    /// <summary>Writes the archive that ML.NET would save.</summary>
    internal void Write(Stream to)
    {
        using var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true);
        WriteEntry(zip, "TrainingInfo/Version.txt", s => s.Write("5.0.0"u8));
        foreach (ModelPart part in parts)
            WriteEntry(zip, $"{Root}/{part.Folder}{(part.Folder.Length > 0 ? "/" : "")}Model.key", s => part.Blob.Write(s, part.BodyBytes, part.WriteBody));
        WriteEntry(zip, $"{Root}/TrainSchema", WriteSchema);
    }

    private static FileStream TemporaryFile() => new(
        Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.mlnet"),
        new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, BufferSize = 1 << 16, Options = FileOptions.DeleteOnClose });

    private static void WriteEntry(ZipArchive zip, string name, Action<Stream> write)
    {
        using Stream entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
        write(entry);
    }

    private void WriteSchema(Stream to)
    {
        using var buffer = new MemoryStream();

        // A context of its own, because saving tells the log about it, and nobody asked for a file.
        new MLContext(0).Data.SaveAsBinary(new EmptyView(trainSchema), buffer);
        buffer.WriteTo(to);
    }
}
