using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Collects the values of columns, all in one pass.</summary>
internal static class TermsLearner
{
    public static Terms[] Learn(IDataView input, KeyMapping[] columns, IDataView keyData)
    {
        Check.Value(input, nameof(input));
        DataViewSchema.Column[] sources = Array.ConvertAll(columns, c => SourceOf(input.Schema, c));
        if (keyData != null)
            return FromKeyData(keyData, sources, columns);
        foreach (KeyMapping column in columns)
            Check.Argument(column.KeysMax > 0, "maximumNumberOfKeys", "Must be positive");
        using DataViewRowCursor cursor = input.GetRowCursor(sources);
        ITermsBuilder[] builders = [.. sources.Select((s, i) => BuilderOver(cursor, s, columns[i]))];
        while (cursor.MoveNext() && builders.Any(b => b.WantsMore))
        {
            foreach (ITermsBuilder builder in builders)
                builder.Add();
        }
        return Array.ConvertAll(builders, b => b.Finish());
    }

    public static DataViewSchema.Column SourceOf(DataViewSchema schema, KeyMapping column)
    {
        DataViewSchema.Column source = schema.GetColumnOrNull(column.Input)
            ?? throw Fail.ColumnMissing("inputSchema", "input", column.Input);
        DataViewType itemType = source.Type.ItemType();
        if (itemType is not KeyDataViewType && !itemType.IsStandardScalar())
        {
            throw Fail.ColumnType(
                "inputSchema", "input", column.Input, "standard type or a vector of standard type", source.Type.ToString());
        }
        return source;
    }

    private static Terms[] FromKeyData(IDataView keyData, DataViewSchema.Column[] sources, KeyMapping[] columns)
    {
        DataViewSchema.Column keys = keyData.Schema[0];
        Check.Argument(
            keys.Type.Equals(sources[0].Type.ItemType()),
            nameof(keyData),
            $"Input data's column must be of type '{sources[0].Type.ItemType()}' but was '{keys.Type}'");
        using DataViewRowCursor cursor = keyData.GetRowCursor([keys]);
        ITermsBuilder builder = BuilderOver(cursor, keys, columns[0] with { KeysMax = int.MaxValue });
        while (cursor.MoveNext())
            builder.Add();
        Terms terms = builder.Finish();
        foreach (DataViewSchema.Column source in sources)
        {
            Check.Argument(
                terms.ItemType.Equals(source.Type.ItemType()),
                nameof(keyData),
                $"Terms from input data type '{terms.ItemType}' but mismatches column '{source.Name}' item type '{source.Type.ItemType()}'");
        }
        return Array.ConvertAll(sources, _ => terms);
    }

    private static ITermsBuilder BuilderOver(DataViewRow row, DataViewSchema.Column source, KeyMapping column) =>
        Generic.Call<ITermsBuilder>(typeof(TermsLearner), nameof(Build), source.Type.ItemType().RawType, row, source, column);

    private static TermsBuilder<T> Build<T>(DataViewRow row, DataViewSchema.Column source, KeyMapping column) => new(row, source, column);
}
