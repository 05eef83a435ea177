namespace Microsoft.ML.Binary;

/// <summary>Collects one column's values, and writes them as a block.</summary>
internal interface IBlockWriter
{
    void Fetch();

    /// <summary>The block of what was fetched since the last one.</summary>
    byte[] Take();
}
