namespace Microsoft.ML.Data;

/// <summary>The annotations that components agree on, as shapes.</summary>
internal static class ShapeAnnotations
{
    public static SchemaShape.Column IsNormalizedColumn { get; } =
        new(AnnotationKinds.IsNormalized, SchemaShape.Column.VectorKind.Scalar, BooleanDataViewType.Instance, false);

    /// <summary>The annotations of what a trainer's transformer adds.</summary>
    public static SchemaShape OfScore(bool isNormalized = false)
    {
        List<SchemaShape.Column> columns =
        [
            new(AnnotationKinds.ScoreColumnSetId, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.UInt32, true),
            new(AnnotationKinds.ScoreColumnKind, SchemaShape.Column.VectorKind.Scalar, TextDataViewType.Instance, false),
            new(AnnotationKinds.ScoreValueKind, SchemaShape.Column.VectorKind.Scalar, TextDataViewType.Instance, false),
        ];
        if (isNormalized)
            columns.Add(IsNormalizedColumn);
        return new SchemaShape(columns);
    }

    /// <summary>The annotations of a multiclass score: the classes' names are those of the label's keys, if these have any.</summary>
    public static SchemaShape OfClassScores(SchemaShape.Column label)
    {
        List<SchemaShape.Column> columns = [];
        if (label.KeyNames() is { } names)
        {
            if (names.ItemType is TextDataViewType)
                columns.Add(new(AnnotationKinds.SlotNames, SchemaShape.Column.VectorKind.Vector, TextDataViewType.Instance, false));
            columns.Add(new(AnnotationKinds.TrainingLabelValues, SchemaShape.Column.VectorKind.Vector, names.ItemType, false));
        }
        return new SchemaShape([.. columns, .. OfScore()]);
    }

    /// <summary>What keys are called, or null.</summary>
    public static SchemaShape.Column? KeyNames(this SchemaShape.Column column) =>
        column.IsKey && column.Annotations.TryFindColumn(AnnotationKinds.KeyValues, out SchemaShape.Column found)
        && found.Kind == SchemaShape.Column.VectorKind.Vector ? found : null;

    public static bool IsNormalized(this SchemaShape.Column column) =>
        column.Annotations.TryFindColumn(AnnotationKinds.IsNormalized, out SchemaShape.Column found)
        && found.Kind == SchemaShape.Column.VectorKind.Scalar && found.ItemType is BooleanDataViewType;

    public static bool HasSlotNames(this SchemaShape.Column column) =>
        column.Kind == SchemaShape.Column.VectorKind.Vector
        && column.Annotations.TryFindColumn(AnnotationKinds.SlotNames, out SchemaShape.Column found)
        && found.Kind == SchemaShape.Column.VectorKind.Vector && !found.IsKey && found.ItemType is TextDataViewType;

    public static bool HasCategories(this SchemaShape.Column column) =>
        column.Annotations.TryFindColumn(AnnotationKinds.CategoricalSlotRanges, out SchemaShape.Column found)
        && found.Kind == SchemaShape.Column.VectorKind.Vector && found.ItemType == NumberDataViewType.Int32;
}
