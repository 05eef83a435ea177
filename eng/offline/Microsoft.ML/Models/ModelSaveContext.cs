using System.Text;
using Microsoft.ML.Models;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Where a component saves itself. Only components of this library can: others have no mark.</summary>
public sealed class ModelSaveContext : IDisposable
{
    private readonly ModelWriter _model;
    private readonly string _directory;
    private readonly MemoryStream _bytes = new();
    private readonly ModelHeader _header = new();
    private readonly TextTable _texts = new();
    private ModelVersion _version;

    internal ModelSaveContext(ModelWriter model, string directory)
    {
        _model = model;
        _directory = directory;
        Writer = new BinaryWriter(_bytes, Encoding.UTF8, leaveOpen: true);
        Writer.Write(new byte[ModelHeader.Size]);
    }

    internal BinaryWriter Writer { get; }

    public void Dispose() => Writer.Dispose();

    internal void SetVersion(ModelVersion version)
    {
        _version = version;
        _header.Mark(version);
    }

    internal void WriteText(string text) => Writer.Write(_texts.NumberOf(text));

    internal void WriteTextOrNull(string text)
    {
        if (text == null)
            Writer.Write(-1);
        else
            WriteText(text);
    }

    internal void SavePart(ICanSaveModel part, string name) => _model.WriteModel(part, $"{_directory}/{name}");

    internal void SavePart(string name, Action<ModelSaveContext> save)
    {
        using var context = new ModelSaveContext(_model, $"{_directory}/{name}");
        save(context);
        context.Finish();
    }

    internal void SaveEntry(string name, MemoryStream bytes) => _model.WriteEntry($"{_directory}/{name}", bytes);

    internal void Finish()
    {
        Check.State(_version != null, "ModelSignature not specified!");
        _header.BodyLength = _bytes.Position - ModelHeader.Size;
        _texts.Write(Writer, _header);
        string assembly = _version.AssemblyFullName;
        _header.AssemblyName = _bytes.Position;
        _header.AssemblyNameLength = sizeof(char) * assembly.Length;
        Writer.Write(Encoding.Unicode.GetBytes(assembly));
        _header.TailOffset = _bytes.Position;
        Writer.Write(ModelHeader.TailBytes());
        _bytes.Position = 0;
        Writer.Write(_header.ToBytes());
        _model.WriteEntry($"{_directory}/{ModelWriter.PartName}", _bytes);
    }
}
