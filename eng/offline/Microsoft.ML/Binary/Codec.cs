using Microsoft.ML.Data;

namespace Microsoft.ML.Binary;

/// <summary>How the values of one column type are laid out in a block.</summary>
internal abstract class Codec
{
    public abstract DataViewType Type { get; }

    public abstract string Name { get; }

    /// <summary>What beside the name describes the type.</summary>
    public virtual void WriteParameters(BinaryWriter writer)
    {
    }

    public abstract IBlockWriter OpenWriter(DataViewRow row, DataViewSchema.Column column);
}
