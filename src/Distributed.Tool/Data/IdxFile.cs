using System.Buffers.Binary;
using System.IO.Compression;

namespace Distributed.Tool;

/// <summary>Images and labels in the IDX form of MNIST and Fashion-MNIST: big-endian sizes, then a byte a pixel, a byte a label. Plain or .gz.</summary>
internal static class IdxFile
{
    private const int ImagesMagic = 0x803;
    private const int LabelsMagic = 0x801;
    private const string ImagesName = "images-idx3";
    private const string LabelsName = "labels-idx1";
    private const float PixelMax = 255;
    private const int ValuesMax = 1 << 30;

    /// <summary>Reads images, and their labels from the file beside them.</summary>
    /// <param name="path">The file of the images; that of the labels is named alike, with <c>labels-idx1</c> for <c>images-idx3</c>.</param>
    /// <returns>Features of −1 to 1 with mean 0; null: the file is of another form.</returns>
    /// <exception cref="ToolException">The files are broken, or do not fit together.</exception>
    internal static LabelledFile? Read(string path)
    {
        using Stream images = Open(path);
        if (images.Length < 16 || Number(images) != ImagesMagic)
            return null;
        int count = Number(images), rows = Number(images), columns = Number(images);
        string name = Path.GetFileName(path);
        if (count < 1 || rows < 1 || columns < 1 || (long)count * rows * columns > ValuesMax || images.Length - images.Position != (long)count * rows * columns)
            throw new ToolException($"--data: '{path}' begins as images in the IDX form, but does not hold as many as it says; fetch it anew.");
        if (!name.Contains(ImagesName, StringComparison.Ordinal))
            throw new ToolException($"--data: '{path}' holds images; name it …{ImagesName}-ubyte, and put their labels beside it as …{LabelsName}-ubyte.");
        int[] labels = Labels(Path.Combine(Path.GetDirectoryName(path) ?? "", name.Replace(ImagesName, LabelsName, StringComparison.Ordinal)), count);
        byte[] pixels = new byte[count * rows * columns];
        images.ReadExactly(pixels);
        return new(Centered(pixels), labels);
    }

    // Around 0: what all images have in common would allow only small steps.
    private static float[] Centered(byte[] pixels)
    {
        long sum = 0;
        foreach (byte pixel in pixels)
            sum += pixel;
        float mean = (float)((double)sum / pixels.Length);
        var features = new float[pixels.Length];
        for (int i = 0; i < pixels.Length; i++)
            features[i] = (pixels[i] - mean) / PixelMax;
        return features;
    }

    private static int[] Labels(string path, int count)
    {
        using Stream stream = Open(path);
        if (stream.Length < 8 || Number(stream) != LabelsMagic || Number(stream) != count || stream.Length - stream.Position != count)
            throw new ToolException($"--data: '{path}' does not hold {count} labels in the IDX form, as many as there are images; fetch both anew.");
        byte[] labels = new byte[count];
        stream.ReadExactly(labels);
        return [.. labels];
    }

    private static int Number(Stream stream)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        stream.ReadExactly(bytes);
        return BinaryPrimitives.ReadInt32BigEndian(bytes);
    }

    // In memory, since what is compressed does not know its length.
    private static MemoryStream Open(string path)
    {
        try
        {
            using Stream file = File.OpenRead(path);
            using Stream content = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
            var memory = new MemoryStream();
            content.CopyTo(memory);
            memory.Position = 0;
            return memory;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new ToolException($"--data: '{path}' cannot be read ({e.Message}); give a text file or images in the IDX form, plain or .gz.", e);
        }
    }
}
