namespace Distributed.Learning;

/// <summary>
/// The sparse columns of examples on their way from rows to columns, as pieces of a block of rows and a band of neighbouring columns. Straight from rows, each short
/// column would take a page of memory with its first value, nearly all of them while nearly all rows are still there; band by band only a part of them does.
/// </summary>
internal sealed class ColumnBands
{
    private const int BandsMax = 8;

    private readonly ColumnArrays _columns;
    private readonly byte[] _bandOf;
    private readonly List<Piece?[]> _blocks = [];

    internal ColumnBands(ColumnArrays columns)
    {
        _columns = columns;
        _bandOf = new byte[columns.Columns];
        int[] firsts = FeatureColumns.Cut([.. columns.Counts.Select((count, j) => columns.IsWhole(j) ? 0 : count)], Math.Min(BandsMax, columns.Columns));
        Bands = firsts.Length - 1;
        for (int band = 0; band < Bands; band++)
            _bandOf.AsSpan(firsts[band]..firsts[band + 1]).Fill((byte)band);
    }

    internal int Bands { get; }

    /// <summary>Copies what the rows from <paramref name="first"/> to before <paramref name="end"/> have of sparse columns.</summary>
    internal void Take(LinearExamples examples, int first, int end)
    {
        int[] used = new int[Bands];
        for (int i = first; i < end; i++)
        {
            FeatureRow row = examples.Row(i);
            for (int at = 0; at < row.Values.Length; at++)
            {
                int j = row.IsDense ? at : row.Indices[at];
                if (row.Values[at] != 0 && !_columns.IsWhole(j))
                    used[_bandOf[j]]++;
            }
        }

        Piece[] pieces = [.. used.Select(values => new Piece(first, end - first, values))];
        for (int i = first; i < end; i++)
        {
            FeatureRow row = examples.Row(i);
            for (int at = 0; at < row.Values.Length; at++)
            {
                int j = row.IsDense ? at : row.Indices[at];
                if (row.Values[at] != 0 && !_columns.IsWhole(j))
                    pieces[_bandOf[j]].Add(j, row.Values[at]);
            }

            foreach (Piece piece in pieces)
                piece.EndRow();
        }

        _blocks.Add(pieces);
    }

    /// <summary>Hands over the values of a band, row by row, and keeps them no longer.</summary>
    /// <param name="band">Which.</param>
    /// <param name="take">Takes row, column and value.</param>
    /// <returns>How many bytes they took.</returns>
    internal long Pour(int band, Action<int, int, float> take)
    {
        long bytes = 0;
        foreach (Piece?[] block in _blocks)
        {
            bytes += block[band]!.Pour(take);
            block[band] = null;
        }

        return bytes;
    }

    /// <summary>What a block of rows has in a band.</summary>
    private sealed class Piece(int firstRow, int rows, int values)
    {
        private readonly int[] _ends = GC.AllocateUninitializedArray<int>(rows);
        private readonly int[] _columns = GC.AllocateUninitializedArray<int>(values);
        private readonly float[] _values = GC.AllocateUninitializedArray<float>(values);
        private int _row;
        private int _used;

        internal void Add(int column, float value)
        {
            _columns[_used] = column;
            _values[_used++] = value;
        }

        internal void EndRow() => _ends[_row++] = _used;

        internal long Pour(Action<int, int, float> take)
        {
            for (int row = 0, at = 0; row < _row; row++)
            {
                for (; at < _ends[row]; at++)
                    take(firstRow + row, _columns[at], _values[at]);
            }

            return sizeof(int) * ((long)_ends.Length + _columns.Length + _values.Length);
        }
    }
}
