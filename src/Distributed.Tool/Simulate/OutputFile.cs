using System.Text;

namespace Distributed.Tool;

/// <summary>Files that the command writes.</summary>
internal static class OutputFile
{
    /// <summary>Finds out before minutes of simulation whether there is a place to write to.</summary>
    /// <exception cref="ToolException">There is none.</exception>
    internal static void Check(string option, string? path)
    {
        if (path is null)
            return;
        if (Directory.Exists(path))
            throw new ToolException($"{option}: '{path}' is a folder; give the name of a file.");
        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "";
        if (!Directory.Exists(folder))
            throw new ToolException($"{option}: there is no folder '{folder}' for {Path.GetFileName(path)}; make it, or write elsewhere.");
        CheckWritable(option, path);
    }

    private static void CheckWritable(string option, string path)
    {
        try
        {
            // What is there is not opened: it may be a pipe, and opening is the beginning of its content.
            if (!File.Exists(path))
                new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.DeleteOnClose }).Dispose();
            else if (File.GetAttributes(path).HasFlag(FileAttributes.ReadOnly))
                throw new UnauthorizedAccessException("it is read-only");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(option, path, e);
        }
    }

    private static ToolException Unwritable(string option, string path, Exception e) => new($"{option}: '{path}' cannot be written ({e.Message}); write elsewhere.", e);

    internal static bool IsSame(string path, string other) => string.Equals(
        Path.GetFullPath(path),
        Path.GetFullPath(other),
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    /// <exception cref="ToolException">It cannot be written.</exception>
    internal static Task WriteAsync(string option, string path, string text, CancellationToken cancellation) =>
        WriteAsync(option, path, Encoding.UTF8.GetBytes(text), cancellation);

    /// <exception cref="ToolException">It cannot be written.</exception>
    internal static async Task WriteAsync(string option, string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        try
        {
            await File.WriteAllBytesAsync(path, bytes, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(option, path, e);
        }
    }
}
