using System.Text;

namespace Microsoft.ML.Data;

/// <summary>Splits a line into fields, and keeps them until the next line.</summary>
internal sealed class FieldSplitter(TextLoader.Options options)
{
    private const char Quote = '"';

    private readonly List<ReadOnlyMemory<char>> _fields = [];
    private readonly StringBuilder _quoted = new();
    private readonly bool _separatesBySpace = options.Separators.Contains(' ');

    public ReadOnlyMemory<char> Field(int index) => index < _fields.Count ? _fields[index] : default;

    /// <summary>How many fields the line has.</summary>
    public int Split(string line)
    {
        _fields.Clear();
        ReadOnlyMemory<char> text = options.TrimWhitespace ? line.AsMemory().TrimEnd() : line.AsMemory();
        int next = 0;
        do
            _fields.Add(Next(text, ref next));
        while (next <= text.Length);
        return _fields.Count;
    }

    // leaves next behind the separator, or behind the end if this is the last field
    private ReadOnlyMemory<char> Next(ReadOnlyMemory<char> text, ref int next)
    {
        ReadOnlySpan<char> span = text.Span;
        while (!_separatesBySpace && next < span.Length && span[next] == ' ')
            next++;
        if (options.AllowQuoting && next < span.Length && span[next] == Quote)
            return NextQuoted(span, ref next);
        int length = span[next..].IndexOfAny(options.Separators);
        ReadOnlyMemory<char> field = length < 0 ? text[next..] : text.Slice(next, length);
        next += field.Length + 1;
        return field;
    }

    private ReadOnlyMemory<char> NextQuoted(ReadOnlySpan<char> span, ref int next)
    {
        _quoted.Clear();
        bool isClosed = false;
        for (next++; next < span.Length && !isClosed; next++)
        {
            bool isEscape = span[next] == options.EscapeChar && next + 1 < span.Length && span[next + 1] == Quote;
            if (isEscape)
                _quoted.Append(span[++next]);
            else if (span[next] == Quote)
                isClosed = true;
            else
                _quoted.Append(span[next]);
        }
        bool isBroken = !isClosed;
        // between the closing quote and the separator there is room for blanks only
        for (; next < span.Length && !options.Separators.Contains(span[next]); next++)
            isBroken |= span[next] != ' ';
        next++;
        return isBroken ? default : _quoted.ToString().AsMemory();
    }
}
