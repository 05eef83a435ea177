using System.Text;

namespace Microsoft.ML.Distributed;

/// <summary>The seed of a job of many processes whose options have none.</summary>
/// <remarks>
/// It follows from the job's name, the one thing that all processes have before they meet. What the first of them drew could only be asked for over
/// the store, before any data is cut; a random seed of each would have every job refused.
/// </remarks>
internal static class JobSeed
{
    /// <summary>A hash (FNV-1a: Fowler, Noll, Vo) of the name's UTF-8; ≥ 0.</summary>
    internal static int Of(string jobId)
    {
        uint hash = 2_166_136_261;
        foreach (byte b in Encoding.UTF8.GetBytes(jobId))
            hash = (hash ^ b) * 16_777_619;
        return (int)(hash & int.MaxValue);
    }
}
