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
