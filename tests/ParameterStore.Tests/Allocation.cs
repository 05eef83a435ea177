namespace ParameterStore.Tests;

/// <summary>What this thread allocates.</summary>
internal static class Allocation
{
    private const int Rounds = 5;

    /// <summary>
    /// The bytes of the round that allocates least. What code allocates each time, every round does; what the runtime allocates now and then
    /// (a tier of compilation, a type seen first) is missing in one of them.
    /// </summary>
    internal static long LeastOf(Action round)
    {
        long least = long.MaxValue;
        for (int i = 0; i < Rounds; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            round();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }
}
