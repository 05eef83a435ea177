namespace Distributed.Tool;

/// <summary>How the program ends.</summary>
internal static class ExitCode
{
    internal const int Done = 0;

    /// <summary>A replay that decided otherwise.</summary>
    internal const int Different = 1;

    internal const int BadInput = 2;

    /// <summary>A mistake of the program's own.</summary>
    internal const int Unexpected = 70;

    /// <summary>As shells have it after Ctrl+C.</summary>
    internal const int Cancelled = 130;
}
