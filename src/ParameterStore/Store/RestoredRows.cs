namespace ParameterStore;

/// <summary>The initial values of a table that came from a snapshot: known by identity, so that the table is recognized, but not by value.</summary>
internal sealed class RestoredRows(string identity) : RowInitializer
{
    public override string Identity => identity;

    public override void Fill(int firstRow, int columns, Span<float> values) =>
        throw new InvalidOperationException($"The table came from a snapshot, which names its initial values ({identity}) but does not hold them; make the table in the store before it is restored.");
}
