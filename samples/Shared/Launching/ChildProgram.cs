using System.Reflection;

namespace Samples;

/// <summary>How this program is started once more.</summary>
/// <param name="FileName">What is executed.</param>
/// <param name="Arguments">What comes before the program's own arguments.</param>
internal sealed record ChildProgram(string FileName, IReadOnlyList<string> Arguments)
{
    /// <summary>As this process was started: by its own executable, or by dotnet and the assembly.</summary>
    public static ChildProgram Own()
    {
        string assembly = Assembly.GetEntryAssembly()!.Location;
        string host = Environment.ProcessPath!;
        bool isOwnHost = Path.GetFileNameWithoutExtension(host) == Path.GetFileNameWithoutExtension(assembly);
        return isOwnHost ? new(host, []) : ByDotnet(assembly);
    }

    /// <summary>By dotnet.</summary>
    public static ChildProgram ByDotnet(string assembly) => new("dotnet", ["exec", assembly]);
}
