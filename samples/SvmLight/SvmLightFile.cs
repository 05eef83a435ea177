using System.IO.Compression;

namespace SvmLight;

/// <summary>
/// Reads files of SVMlight and LIBSVM: a row a line, "label index:value index:value …", indices ascending, what is not named being zero; text behind #
/// and qid are skipped. A file that ends in .gz is unpacked.
/// </summary>
internal static class SvmLightFile
{
    private const int PartBytesMin = 1 << 16;

    /// <summary>Reads a whole file, by several threads.</summary>
    /// <param name="path">The file.</param>
    /// <param name="features">How many features rows have; 0: as many as the highest index says.</param>
    /// <param name="zeroBased">Whether the first feature's index is 0 rather than 1.</param>
    /// <exception cref="InvalidDataException">A line is not in this form; the message says which, and what is wrong with it.</exception>
    public static ExampleTable Read(string path, int features = 0, bool zeroBased = false) => Read(path, Unpacked(path), features, zeroBased);

    /// <summary>Reads what was in a file, by several threads.</summary>
    /// <param name="path">The file, for errors.</param>
    /// <param name="bytes">Its text.</param>
    /// <param name="features">How many features rows have; 0: as many as the highest index says.</param>
    /// <param name="zeroBased">Whether the first feature's index is 0 rather than 1.</param>
    /// <exception cref="InvalidDataException">A line is not in this form; the message says which, and what is wrong with it.</exception>
    public static ExampleTable Read(string path, byte[] bytes, int features = 0, bool zeroBased = false)
    {
        int parts = Math.Clamp(bytes.Length / PartBytesMin, 1, Environment.ProcessorCount * 4);
        int[] ends = [.. Enumerable.Range(1, parts).Select(part => EndOfLine(bytes, (int)((long)bytes.Length * part / parts)))];
        var read = new SvmLightPart[parts];
        Parallel.For(0, parts, part =>
        {
            int from = part == 0 ? 0 : ends[part - 1];
            read[part] = new SvmLightPart(features, zeroBased);
            read[part].Read(bytes.AsSpan(from, ends[part] - from));
        });
        ThrowIfBad(path, read);
        return Joined(read, features > 0 ? features : Math.Max(1, read.Max(p => p.HighestIndex) + 1));
    }

    private static byte[] Unpacked(string path)
    {
        if (!path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            return File.ReadAllBytes(path);
        using var unpacked = new MemoryStream();
        using var packed = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        packed.CopyTo(unpacked);
        return unpacked.ToArray();
    }

    private static int EndOfLine(byte[] bytes, int at)
    {
        if (at >= bytes.Length)
            return bytes.Length;
        int end = bytes.AsSpan(at).IndexOf((byte)'\n');
        return end < 0 ? bytes.Length : at + end + 1;
    }

    private static void ThrowIfBad(string path, SvmLightPart[] parts)
    {
        long lines = 0;
        foreach (SvmLightPart part in parts)
        {
            if (part.Fault is { } fault)
                throw new InvalidDataException($"{path}, line {lines + part.Lines}: {fault}");
            lines += part.Lines;
        }
    }

    private static ExampleTable Joined(SvmLightPart[] parts, int features)
    {
        int rows = parts.Sum(p => p.Labels.Count), values = parts.Sum(p => p.Values.Count);
        ExampleTable table = new(features, new float[rows], new int[rows + 1], new int[values], new float[values]);
        int row = 0, value = 0;
        foreach (SvmLightPart part in parts)
        {
            part.Labels.CopyTo(table.Labels, row);
            part.Indices.CopyTo(table.Indices, value);
            part.Values.CopyTo(table.Values, value);
            foreach (int end in part.Ends)
                table.Starts[++row] = value + end;
            value += part.Values.Count;
        }

        return table;
    }
}
