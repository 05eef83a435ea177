namespace Distributed.Learning;

/// <summary>
/// Room for columns whose numbers of values are known, one behind another in a few large arrays: small ones would be touched as they are made, while large ones
/// take memory only as far as they are filled.
/// </summary>
internal sealed class ColumnArrays
{
    /// <summary>An array holds as many values, or one column that has more.</summary>
    private const int ArrayMax = 1 << 24;

    private readonly List<(float[] Values, int[] Rows)> _arrays = [];
    private readonly (int Array, int Start)[] _places;
    private readonly int[] _counts;
    private readonly bool[] _isWhole;

    /// <param name="counts">Of every column how many of its values are not zero.</param>
    /// <param name="rows">How many rows a whole column has.</param>
    internal ColumnArrays(int[] counts, int rows)
    {
        _isWhole = [.. counts.Select(count => 2L * count >= rows)];
        _counts = [.. counts.Select((count, j) => _isWhole[j] ? rows : count)];
        _places = new (int, int)[counts.Length];
        Place(areWhole: true);
        Place(areWhole: false);
    }

    internal int Columns => _counts.Length;

    /// <summary>How many values every column holds.</summary>
    internal int[] Counts => _counts;

    /// <summary>Whether a column holds the values of all rows, zeros too.</summary>
    internal bool IsWhole(int column) => _isWhole[column];

    internal Span<float> Values(int column) => _arrays[_places[column].Array].Values.AsSpan(_places[column].Start, _counts[column]);

    /// <summary>Which rows the values are of; empty for whole columns.</summary>
    internal Span<int> Rows(int column) => _isWhole[column] ? [] : _arrays[_places[column].Array].Rows.AsSpan(_places[column].Start, _counts[column]);

    private void Place(bool areWhole)
    {
        for (int first = 0; first < Columns;)
        {
            long used = 0;
            int next = first;
            for (; next < Columns && (used == 0 || _isWhole[next] != areWhole || used + _counts[next] <= ArrayMax); next++)
            {
                if (_isWhole[next] != areWhole)
                    continue;
                _places[next] = (_arrays.Count, (int)used);
                used += _counts[next];
            }

            _arrays.Add((GC.AllocateUninitializedArray<float>((int)used), areWhole ? [] : GC.AllocateUninitializedArray<int>((int)used)));
            first = next;
        }
    }
}
