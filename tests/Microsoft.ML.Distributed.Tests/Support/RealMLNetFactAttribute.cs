using System.Reflection;

namespace Microsoft.ML.Distributed.Tests;

/// <summary>A test of what only the real ML.NET can do, such as its own trainer; skipped on the stand-in, with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RealMLNetFactAttribute : FactAttribute
{
    public RealMLNetFactAttribute()
    {
        if (IsStandIn)
            Skip = "needs the real Microsoft.ML; this build uses the stand-in of eng/offline";
    }

    public static bool IsStandIn { get; } = typeof(MLContext).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Any(a => a is { Key: "StandIn", Value: "true" });
}
