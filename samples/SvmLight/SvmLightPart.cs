using System.Buffers.Text;
using System.Text;

namespace SvmLight;

/// <summary>Some whole lines of a file, read by one thread up to the first bad one.</summary>
internal sealed class SvmLightPart(int features, bool zeroBased)
{
    private readonly int _first = zeroBased ? 0 : 1;

    public List<float> Labels { get; } = [];

    /// <summary>Of every row where its values end.</summary>
    public List<int> Ends { get; } = [];

    public List<int> Indices { get; } = [];

    public List<float> Values { get; } = [];

    /// <summary>From 0; −1 if there is no value.</summary>
    public int HighestIndex { get; private set; } = -1;

    /// <summary>How many lines were read, with the bad one.</summary>
    public long Lines { get; private set; }

    /// <summary>What is wrong with the last of them, if something is.</summary>
    public string? Fault { get; private set; }

    public void Read(ReadOnlySpan<byte> text)
    {
        while (text.Length > 0 && Fault is null)
        {
            int end = text.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? text : text[..end];
            text = end < 0 ? [] : text[(end + 1)..];
            Lines++;
            int comment = line.IndexOf((byte)'#');
            Fault = ReadLine((comment < 0 ? line : line[..comment]).Trim(" \t\r"u8));
        }
    }

    private string? ReadLine(ReadOnlySpan<byte> line)
    {
        if (line.IsEmpty)
            return null;
        ReadOnlySpan<byte> word = NextWord(ref line);
        if (!TryParse(word, out float label))
            return $"'{Text(word)}' is no label; a line begins with a number.";
        int last = -1;
        while (!line.IsEmpty)
        {
            word = NextWord(ref line);
            if (word.StartsWith("qid:"u8))
                continue;
            if (FaultOf(word, ref last) is { } fault)
                return fault;
        }

        Labels.Add(label);
        Ends.Add(Values.Count);
        HighestIndex = Math.Max(HighestIndex, last);
        return null;
    }

    private string? FaultOf(ReadOnlySpan<byte> word, ref int last)
    {
        if (!Utf8Parser.TryParse(word, out int number, out int length) || length >= word.Length || word[length] != ':' || !TryParse(word[(length + 1)..], out float value))
            return $"'{Text(word)}' is not of the form index:value.";
        int index = number - _first;
        if (index < 0)
            return $"the index {number} is below {_first}{(number == 0 ? ", the first one; the file seems to count features from 0" : "")}.";
        if (index <= last)
            return $"the index {number} comes after {last + _first}; indices must ascend.";
        if (features > 0 && index >= features)
            return $"the index {number} is above {features - 1 + _first}, the last of {features} features.";
        last = index;
        Indices.Add(index);
        Values.Add(value);
        return null;
    }

    private static ReadOnlySpan<byte> NextWord(ref ReadOnlySpan<byte> line)
    {
        int end = line.IndexOfAny((byte)' ', (byte)'\t');
        ReadOnlySpan<byte> word = end < 0 ? line : line[..end];
        line = end < 0 ? [] : line[end..].TrimStart(" \t"u8);
        return word;
    }

    private static bool TryParse(ReadOnlySpan<byte> word, out float value) =>
        Utf8Parser.TryParse(word, out value, out int length) && length == word.Length && float.IsFinite(value);

    private static string Text(ReadOnlySpan<byte> word) => Encoding.UTF8.GetString(word[..Math.Min(word.Length, 40)]);
}
