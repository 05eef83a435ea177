namespace Microsoft.ML.Data;

/// <summary>The columns that scoring adds, with the annotations that evaluators find them by.</summary>
internal static class ScoreColumns
{
    private static readonly KeyDataViewType _setType = new(typeof(uint), int.MaxValue);

    /// <summary>A score that stands alone.</summary>
    public static DataViewSchema.DetachedColumn Score(DataViewSchema input, string kind)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.AddPrimitiveValue(AnnotationKinds.ScoreColumnSetId, _setType, NextSet(input));
        AddText(annotations, AnnotationKinds.ScoreColumnKind, kind);
        AddText(annotations, AnnotationKinds.ScoreValueKind, DefaultColumnNames.Score);
        return new DataViewSchema.DetachedColumn(DefaultColumnNames.Score, NumberDataViewType.Single, annotations.ToAnnotations());
    }

    /// <summary>A predicted label, its score and, if there is a calibrator, its probability.</summary>
    public static DataViewSchema.DetachedColumn[] Binary(DataViewSchema input, bool isCalibrated)
    {
        uint set = NextSet(input);
        DataViewSchema.DetachedColumn label = BinaryColumn(DefaultColumnNames.PredictedLabel, BooleanDataViewType.Instance, set, true, false);
        DataViewSchema.DetachedColumn score = BinaryColumn(DefaultColumnNames.Score, NumberDataViewType.Single, set, false, false);
        return isCalibrated
            ? [label, score, BinaryColumn(DefaultColumnNames.Probability, NumberDataViewType.Single, set, false, true)]
            : [label, score];
    }

    private static DataViewSchema.DetachedColumn BinaryColumn(
        string name, PrimitiveDataViewType type, uint set, bool valueKindFirst, bool isNormalized)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        AddText(annotations, AnnotationKinds.ScoreColumnKind, "BinaryClassification");
        if (valueKindFirst)
            AddText(annotations, AnnotationKinds.ScoreValueKind, name);
        annotations.AddPrimitiveValue(AnnotationKinds.ScoreColumnSetId, _setType, set);
        if (isNormalized)
            annotations.AddPrimitiveValue(AnnotationKinds.IsNormalized, BooleanDataViewType.Instance, true);
        if (!valueKindFirst)
            AddText(annotations, AnnotationKinds.ScoreValueKind, name);
        return new DataViewSchema.DetachedColumn(name, type, annotations.ToAnnotations());
    }

    private static void AddText(DataViewSchema.Annotations.Builder annotations, string kind, string text) =>
        annotations.AddPrimitiveValue(kind, TextDataViewType.Instance, text.AsMemory());

    /// <summary>One more than the highest number that a set of scores in this schema has.</summary>
    private static uint NextSet(DataViewSchema schema)
    {
        uint highest = 0;
        foreach (DataViewSchema.Column column in schema)
        {
            if (column.Annotations.Schema.GetColumnOrNull(AnnotationKinds.ScoreColumnSetId)?.Type is not KeyDataViewType { RawType: var raw }
                || raw != typeof(uint))
                continue;
            uint set = 0;
            column.Annotations.GetValue(AnnotationKinds.ScoreColumnSetId, ref set);
            highest = Math.Max(highest, set);
        }
        return highest + 1;
    }
}
