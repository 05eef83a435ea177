using System.Text;

namespace Distributed.Tool;

/// <summary>The parts that a page is made of, which lie in this assembly.</summary>
internal static class PageAsset
{
    internal static string Read(string name)
    {
        using Stream stream = typeof(PageAsset).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The part '{name}' of the report is not in the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
