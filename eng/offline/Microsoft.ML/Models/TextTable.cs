using System.Text;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Models;

/// <summary>The texts of one part of a model file, each once; the body names them by number.</summary>
internal sealed class TextTable
{
    private readonly List<string> _texts = [];
    private readonly Dictionary<string, int> _numbers = [];

    public int NumberOf(string text)
    {
        if (_numbers.TryGetValue(text, out int number))
            return number;
        _numbers.Add(text, _texts.Count);
        _texts.Add(text);
        return _texts.Count - 1;
    }

    /// <summary>Writes the ends of the texts and then their characters.</summary>
    public void Write(BinaryWriter writer, ModelHeader header)
    {
        if (_texts.Count == 0)
            return;
        header.TextOffsets = writer.BaseStream.Position;
        long end = 0;
        foreach (string text in _texts)
            writer.Write(end += sizeof(char) * text.Length);
        header.TextOffsetsLength = sizeof(long) * _texts.Count;
        header.Texts = writer.BaseStream.Position;
        foreach (string text in _texts)
            writer.Write(Encoding.Unicode.GetBytes(text));
        header.TextsLength = end;
    }

    public static string[] Read(BinaryReader reader, ModelHeader header)
    {
        var texts = new string[header.TextOffsetsLength / sizeof(long)];
        if (texts.Length == 0)
            return texts;
        reader.BaseStream.Position = header.TextOffsets;
        var ends = new long[texts.Length];
        for (int i = 0; i < ends.Length; i++)
            ends[i] = reader.ReadInt64();
        reader.BaseStream.Position = header.Texts;
        Check.Format(ends[^1] == header.TextsLength, "The model's texts are corrupt.");
        long start = 0;
        for (int i = 0; i < texts.Length; start = ends[i++])
        {
            Check.Format(start <= ends[i] && ends[i] <= header.TextsLength, "The model's texts are corrupt.");
            texts[i] = Encoding.Unicode.GetString(reader.ReadBytes((int)(ends[i] - start)));
        }
        return texts;
    }
}
