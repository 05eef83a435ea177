using Microsoft.ML.Randomness;

namespace Microsoft.ML.Data;

/// <summary>Rows in random order: each is drawn from a pool that is refilled from the source.</summary>
internal sealed class ShuffledView(IDataView source, int poolRows, bool shufflesSource, int seed) : ViewBase(source.Schema)
{
    public override bool CanShuffle => true;

    public override long? GetRowCount() => source.GetRowCount();

    public override DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        Random random = rand ?? new HybridRandom(seed);
        HybridRandom sourceRandom = shufflesSource ? new HybridRandom(random) : null;
        DataViewRowCursor input = source.GetRowCursor(columnsNeeded, source.CanShuffle ? sourceRandom : null);
        return poolRows == 1 ? input : new ShuffledCursor(input, new ActiveColumns(Schema, columnsNeeded), poolRows, random);
    }
}
