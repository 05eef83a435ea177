using System.Runtime.InteropServices;
using SvmLight;

namespace Benchmarks;

/// <summary>
/// Examples in a file, so that a process can read them without holding them: what it holds is then the trainer's. Rows are of one length: the label, with
/// sparse ones the indices, and the values.
/// </summary>
/// <param name="Path">The file.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="Features">How many features a row has.</param>
/// <param name="Used">How many values a row has; as many as features: all of them.</param>
internal sealed record ExampleFile(string Path, int Rows, int Features, int Used)
{
    public bool IsDense => Used == Features;

    public int RowBytes => sizeof(float) * (1 + (IsDense ? Used : 2 * Used));

    /// <summary>Of the values in memory: dense, or CSR.</summary>
    public long DataBytes => IsDense ? sizeof(float) * (long)Rows * Used : (2L * sizeof(float) * Rows * Used) + (sizeof(int) * (Rows + 1L));

    public static ExampleFile Write(string path, ExampleTable table)
    {
        ExampleFile written = new(path, table.Count, table.Features, table.Starts[1]);
        using FileStream file = File.Create(path);
        for (int row = 0; row < table.Count; row++)
        {
            int from = table.Starts[row];
            file.Write(MemoryMarshal.AsBytes(table.Labels.AsSpan(row, 1)));
            if (!written.IsDense)
                file.Write(MemoryMarshal.AsBytes(table.Indices.AsSpan(from, written.Used)));
            file.Write(MemoryMarshal.AsBytes(table.Values.AsSpan(from, written.Used)));
        }

        return written;
    }
}
