namespace Benchmarks;

/// <summary>A way to share a block of floats over Redis: one process's part.</summary>
internal interface IBlockLoop : IDisposable
{
    /// <summary>Pushes a change of all floats and pulls the block with it. False: the job is over.</summary>
    bool Once();
}
