namespace Distributed.Learning.Tests;

/// <summary>A test beside Debian's liblinear, if it is on this machine.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LiblinearTheoryAttribute : TheoryAttribute
{
    public LiblinearTheoryAttribute()
    {
        if (!Liblinear.IsHere)
            Skip = $"compares with {Liblinear.Program}, which is not on the PATH; install it (Debian: apt-get install liblinear-tools) to run this";
    }
}
