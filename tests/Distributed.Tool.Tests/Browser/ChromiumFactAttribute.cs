namespace Distributed.Tool.Tests;

/// <summary>A test that needs a browser, and is skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute()
    {
        if (Chromium.Program is null)
            Skip = "No chromium on the path: the report's charts were not looked at in a browser; install it (sudo apt-get install chromium).";
    }
}
