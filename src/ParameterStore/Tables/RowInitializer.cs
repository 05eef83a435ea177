namespace ParameterStore;

/// <summary>
/// The values a table's rows have before anything is committed. A pure function of the row, so that every process
/// that creates the table starts from the same bits without sending them.
/// </summary>
public abstract class RowInitializer
{
    /// <summary>Every value 0.</summary>
    public static RowInitializer Zeros { get; } = new ZeroRows();

    /// <summary>Two initializers with equal identities fill equal values.</summary>
    public abstract string Identity { get; }

    /// <summary>Fills some rows.</summary>
    /// <param name="firstRow">The table's row that the first values belong to.</param>
    /// <param name="columns">Values a row.</param>
    /// <param name="values">Whole rows, row-major; its length is a multiple of <paramref name="columns"/>.</param>
    public abstract void Fill(int firstRow, int columns, Span<float> values);

    private sealed class ZeroRows : RowInitializer
    {
        public override string Identity => "zeros";

        public override void Fill(int firstRow, int columns, Span<float> values) => values.Clear();
    }
}
