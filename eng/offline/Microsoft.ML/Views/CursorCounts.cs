namespace Microsoft.ML.Data;

/// <summary>How many cursors a view that can be read in parallel gives.</summary>
internal static class CursorCounts
{
    public static int Of(int asked)
    {
        int threads = Math.Max(2, Environment.ProcessorCount - 1);
        return asked > 0 ? Math.Min(asked, 2 * threads) : threads;
    }
}
