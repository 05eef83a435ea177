using System.Text;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Models;

/// <summary>Where a component reads itself from.</summary>
internal sealed class ModelLoadContext
{
    private readonly ModelReader _model;
    private readonly string _directory;
    private readonly string[] _texts;

    public ModelLoadContext(ModelReader model, string directory, MemoryStream bytes)
    {
        _model = model;
        _directory = directory;
        Reader = new BinaryReader(bytes, Encoding.UTF8);
        Header = ModelHeader.Read(Reader.ReadBytes(ModelHeader.Size), bytes.Length);
        bytes.Position = Header.TailOffset;
        Check.Format(ModelHeader.IsTail(Reader.ReadUInt64()), "Corrupt model file tail");
        _texts = TextTable.Read(Reader, Header);
        bytes.Position = Header.AssemblyName;
        Assembly = Encoding.Unicode.GetString(Reader.ReadBytes(Header.AssemblyNameLength)).Split(',')[0];
        bytes.Position = ModelHeader.Size;
    }

    public ModelHeader Header { get; }

    public BinaryReader Reader { get; }

    /// <summary>The simple name of the assembly that the component lives in.</summary>
    public string Assembly { get; }

    public void Require(ModelVersion version)
    {
        Check.Format(Header.IsMarked(version), $"Unknown format: this is no '{version.Signature}'.");
        Check.Format(Header.Readable <= version.Written, $"A newer version wrote this '{version.Signature}'.");
    }

    /// <summary>A component has read all that there was.</summary>
    public void RequireEnd() => Check.Format(
        Reader.BaseStream.Position == ModelHeader.Size + Header.BodyLength, "The model is longer or shorter than it should be.");

    public string ReadText()
    {
        string text = ReadTextOrNull();
        Check.Format(!string.IsNullOrEmpty(text));
        return text;
    }

    public string ReadTextOrNull()
    {
        int number = Reader.ReadInt32();
        if (number == -1)
            return null;
        Check.Format((uint)number < (uint)_texts.Length);
        return _texts[number];
    }

    public float[] ReadSingles(int count)
    {
        Check.Format(count >= 0);
        var values = new float[count];
        Reader.BaseStream.ReadExactly(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    public TPart LoadPart<TPart>(IHostEnvironment environment, string name)
        where TPart : class => _model.ReadModel<TPart>(environment, $"{_directory}/{name}");

    public ModelLoadContext OpenPart(string name)
    {
        MemoryStream bytes = _model.ReadEntry($"{_directory}/{name}/{ModelWriter.PartName}");
        Check.Format(bytes != null, $"Corrupt model file: there is no '{_directory}/{name}'.");
        return new ModelLoadContext(_model, $"{_directory}/{name}", bytes);
    }

    /// <summary>An entry beside the component's own, or null.</summary>
    public MemoryStream ReadEntry(string name) => _model.ReadEntry($"{_directory}/{name}");
}
