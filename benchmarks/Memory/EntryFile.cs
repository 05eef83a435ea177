using System.Runtime.InteropServices;

namespace Benchmarks;

/// <summary>Ratings in a file, so that a process can read them without holding them: what it holds is then the trainer's.</summary>
internal static class EntryFile
{
    private const int BufferedRows = 4096;

    public static void Write(string path, IEnumerable<Entry> rows)
    {
        using FileStream file = File.Create(path);
        foreach (Entry[] chunk in rows.Chunk(BufferedRows))
            file.Write(MemoryMarshal.AsBytes(chunk.AsSpan()));
    }

    public static IEnumerable<Entry> Read(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        Entry[] buffer = new Entry[BufferedRows];
        while (true)
        {
            int read = file.ReadAtLeast(MemoryMarshal.AsBytes(buffer.AsSpan()), BufferedRows * Marshal.SizeOf<Entry>(), throwOnEndOfStream: false);
            int rows = read / Marshal.SizeOf<Entry>();
            for (int i = 0; i < rows; i++)
                yield return buffer[i];
            if (rows < BufferedRows)
                yield break;
        }
    }
}
