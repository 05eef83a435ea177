using System.Runtime.InteropServices;
using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>
/// What coding lost so far, of one process, row by row of the shared tables (Seide et al., "1-bit stochastic gradient descent", Interspeech 2014;
/// Karimireddy et al., "Error feedback fixes SignSGD", ICML 2019). Memory: one float a value, of rows that were pushed, page by page. For one thread at a time.
/// </summary>
internal sealed class ErrorFeedback
{
    // A page is small beside a table and large beside what an array costs.
    private const int PageValues = 4_096;

    private readonly List<float[]?[]> _tables = [];

    /// <summary>What the rows from one on have lost, to be read and replaced in place: as many rows as lie in one piece, at least one.</summary>
    internal Span<float> From(TableId table, TableSpec spec, int row)
    {
        while (_tables.Count <= table.Index)
            _tables.Add([]);
        int rowsPerPage = Math.Max(1, PageValues / spec.Columns);
        ref float[]?[] pages = ref CollectionsMarshal.AsSpan(_tables)[table.Index];
        if (pages.Length == 0)
            pages = new float[]?[((spec.Rows - 1) / rowsPerPage) + 1];
        int page = row / rowsPerPage, first = page * rowsPerPage;
        pages[page] ??= new float[Math.Min(rowsPerPage, spec.Rows - first) * spec.Columns];
        return pages[page].AsSpan((row - first) * spec.Columns);
    }
}
