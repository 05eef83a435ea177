using System.Reflection;
using Microsoft.ML;

namespace Offline.Tests;

/// <summary>Which Microsoft.ML these tests were built with.</summary>
internal static class MLNetBuild
{
    public static bool IsStandIn { get; } = typeof(MLContext).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Any(a => a is { Key: "StandIn", Value: "true" });
}
