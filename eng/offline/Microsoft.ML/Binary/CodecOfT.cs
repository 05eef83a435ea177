namespace Microsoft.ML.Binary;

/// <summary>How values of one .NET type are laid out in a block.</summary>
internal abstract class Codec<T> : Codec
{
    public abstract void Write(BinaryWriter writer, IReadOnlyList<T> values);

    public abstract T[] Read(BinaryReader reader, int count);

    public override IBlockWriter OpenWriter(DataViewRow row, DataViewSchema.Column column) => new BlockWriter<T>(this, row.GetGetter<T>(column));
}
