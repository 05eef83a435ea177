using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Which columns of a view fill which members of a class.</summary>
internal sealed class ObjectBinding<TRow>
    where TRow : class
{
    private readonly List<(TypedColumn Target, DataViewSchema.Column Source)> _pairs = [];

    public ObjectBinding(DataViewSchema schema, bool ignoreMissingColumns, SchemaDefinition definition)
    {
        foreach (TypedColumn target in TypedColumn.Of(typeof(TRow), definition, SchemaDefinition.Direction.Write))
        {
            DataViewSchema.Column? source = schema.GetColumnOrNull(target.Name);
            if (source == null && ignoreMissingColumns)
                continue;
            if (source == null)
                throw Fail.ColumnMissing(nameof(schema), "", target.Name);
            DataViewType type = source.Value.Type;
            Check.State(
                target.Member.IsVector == type is VectorDataViewType && target.Member.RawItemType == type.ItemType().RawType,
                $"Can't bind the IDataView column '{target.Name}' of type '{type}' "
                + $"to field or property '{target.Member.Name}' of type '{target.Member.MemberType.FullName}'.");
            _pairs.Add((target, source.Value));
        }
    }

    public IEnumerable<DataViewSchema.Column> Sources => _pairs.Select(p => p.Source);

    /// <summary>What copies the row's current values into an object.</summary>
    public Action<TRow> FillerOver(DataViewRow row)
    {
        var writer = new ObjectWriter<TRow>(row);
        Action<TRow>[] setters = [.. _pairs.Select(p => writer.SetterOf(p.Target, p.Source))];
        return target =>
        {
            foreach (Action<TRow> set in setters)
                set(target);
        };
    }
}
