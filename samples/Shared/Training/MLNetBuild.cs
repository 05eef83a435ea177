using System.Reflection;
using Microsoft.ML;

namespace Samples;

/// <summary>Which ML.NET this program was built with: the real one, or the stand-in for registries that lack it.</summary>
internal static class MLNetBuild
{
    private static readonly Assembly _assembly = typeof(MLContext).Assembly;

    public static bool IsReal { get; } =
        !_assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Any(a => a is { Key: "StandIn", Value: "true" });

    public static string Name => IsReal ? "real" : "stand-in";

    public static string Line => IsReal
        ? $"ML.NET: real {Version}"
        : $"ML.NET: stand-in {Version}, see eng/offline/README.md";

    private static string Version =>
        _assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
