namespace Distributed.Simulation.Tests;

/// <summary>A test that runs a preset for minutes: with PRESETS=long in the environment only.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LongPresetFactAttribute : FactAttribute
{
    public LongPresetFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("PRESETS") != "long")
            Skip = "runs a preset for minutes; set PRESETS=long in the environment (docs/presets.md has the command)";
    }
}
