using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Files.</summary>
public sealed class MultiFileSource : IMultiStreamSource
{
    private readonly string[] _paths;

    public MultiFileSource(params string[] paths) => _paths = paths == null || paths is [null] ? [] : [.. paths.SelectMany(Expand)];

    public int Count => _paths.Length;

    public string GetPathOrNull(int index) => PathOf(index);

    public Stream Open(int index)
    {
        string path = PathOf(index);
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception e)
        {
            throw new IOException($"Could not open file '{path}'. Error is: {e.Message}", e);
        }
    }

    public TextReader OpenTextReader(int index) => new StreamReader(Open(index));

    private static IEnumerable<string> Expand(string path)
    {
        if (!path.Contains('*'))
            return [path];
        string folder = Path.GetDirectoryName(path);
        string[] found = Directory.GetFiles(string.IsNullOrEmpty(folder) ? "." : folder, Path.GetFileName(path));
        return found.Order(StringComparer.Ordinal);
    }

    private string PathOf(int index)
    {
        Check.Argument((uint)index < (uint)_paths.Length, nameof(index), "There is no such file.");
        return _paths[index];
    }
}
