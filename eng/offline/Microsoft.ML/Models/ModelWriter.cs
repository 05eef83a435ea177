using System.IO.Compression;
using System.Text;

namespace Microsoft.ML.Models;

/// <summary>Writes a model file: a zip archive with one entry a component.</summary>
internal sealed class ModelWriter : IDisposable
{
    public const string PartName = "Model.key";

    private const string ProductVersion = "5.0.0";

    private readonly ZipArchive _archive;

    public ModelWriter(Stream stream)
    {
        _archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        WriteEntry("TrainingInfo/Version.txt", Encoding.UTF8.GetBytes(ProductVersion + Environment.NewLine));
    }

    public void WriteEntry(string path, ReadOnlySpan<byte> bytes)
    {
        using Stream entry = _archive.CreateEntry(path.Replace('/', Path.DirectorySeparatorChar)).Open();
        entry.Write(bytes);
    }

    public void WriteEntry(string path, MemoryStream bytes) => WriteEntry(path, bytes.GetBuffer().AsSpan(0, (int)bytes.Length));

    /// <summary>Lets a component save itself, and its parts, below a directory.</summary>
    public void WriteModel(ICanSaveModel model, string directory)
    {
        using var context = new ModelSaveContext(this, directory);
        model.Save(context);
        context.Finish();
    }

    public void Dispose() => _archive.Dispose();
}
