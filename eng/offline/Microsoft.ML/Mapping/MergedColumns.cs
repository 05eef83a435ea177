namespace Microsoft.ML.Data;

/// <summary>Added columns among those of an input: each stands right behind the last of its name, or at the end.</summary>
internal sealed class MergedColumns
{
    private readonly int[] _origins;

    public MergedColumns(DataViewSchema input, params DataViewSchema.DetachedColumn[] added)
    {
        Input = input;
        AddedCount = added.Length;
        var origins = new List<int>(Enumerable.Range(0, input.Count));
        for (int i = 0; i < added.Length; i++)
        {
            int hidden = origins.FindLastIndex(origin => NameOf(origin) == added[i].Name);
            origins.Insert(hidden < 0 ? origins.Count : hidden + 1, ~i);
        }
        _origins = [.. origins];

        var schema = new DataViewSchema.Builder();
        schema.AddColumns(_origins.Select(origin => origin < 0 ? added[~origin] : new DataViewSchema.DetachedColumn(input[origin])));
        Schema = schema.ToSchema();

        string NameOf(int origin) => origin < 0 ? added[~origin].Name : input[origin].Name;
    }

    public DataViewSchema Input { get; }

    public DataViewSchema Schema { get; }

    public int AddedCount { get; }

    /// <summary>Whether a column is an added one; its index among those, or among the input's.</summary>
    public bool IsAdded(int column, out int index)
    {
        int origin = _origins[column];
        index = origin < 0 ? ~origin : origin;
        return origin < 0;
    }
}
