using System.Diagnostics;
using System.Reflection;

namespace ParameterStore.Tests;

/// <summary>A theory about what the optimizing compiler leaves; without it every async method allocates.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OptimizedTheoryAttribute : TheoryAttribute
{
    public OptimizedTheoryAttribute()
    {
        if (typeof(IJobHost).Assembly.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true })
            Skip = "needs an optimized build; run the tests with -c Release";
    }
}
