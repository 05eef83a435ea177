namespace Microsoft.ML.Data;

/// <summary>Deals the lines of files in batches to cursors that share it. Blank lines and comments are left out.</summary>
internal sealed class LineSource(IMultiStreamSource files, bool skipsHeader, long linesMax, int readers) : IDisposable
{
    private const int LinesPerBatch = 64;

    private readonly Lock _lock = new();
    private int _readers = readers;
    private int _file = -1;
    private TextReader _reader;
    private long _line;
    private long _batch = -1;
    private long _rows;
    private bool _isFirst;

    /// <summary>The next lines, or null at the end.</summary>
    public LineBatch NextBatch()
    {
        lock (_lock)
        {
            try
            {
                return NextBatch_NeedsLock();
            }
            catch (IOException e)
            {
                throw new FormatException("Stream reading encountered exception", e);
            }
        }
    }

    /// <summary>One of the readers has gone; the last one closes the file.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (--_readers > 0)
                return;
            _reader?.Dispose();
            _reader = null;
            _file = files.Count;
        }
    }

    private LineBatch NextBatch_NeedsLock()
    {
        var lines = new List<(long, string)>(LinesPerBatch);
        long first = _rows;
        // a batch ends with its file
        while (lines.Count < LinesPerBatch && _rows < linesMax && (lines.Count == 0 || _reader != null))
        {
            if (_reader == null && !OpenNext_NeedsLock())
                break;
            if (NextLine_NeedsLock() is not { } text)
                continue;
            lines.Add((_line, text));
            _rows++;
        }
        return lines.Count == 0 ? null : new LineBatch(++_batch, first, lines);
    }

    private bool OpenNext_NeedsLock()
    {
        if (++_file >= files.Count)
            return false;
        _reader = files.OpenTextReader(_file);
        _line = 0;
        _isFirst = true;
        return true;
    }

    /// <summary>The next line that counts, or null at the file's end.</summary>
    private string NextLine_NeedsLock()
    {
        while (_reader.ReadLine() is { } text)
        {
            _line++;
            if (text.Length == 0 || text.StartsWith("//", StringComparison.Ordinal))
                continue;
            // the line with which a file begins is the header, if there is one; before it # starts a comment, too
            if (_isFirst && text[0] == '#')
                continue;
            bool isHeader = _isFirst && skipsHeader;
            _isFirst = false;
            if (!isHeader)
                return text;
        }
        _reader.Dispose();
        _reader = null;
        return null;
    }
}
