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

    /// <summary>A predicted label and the scores of all classes, which are called what the training labels' keys are.</summary>
    public static DataViewSchema.DetachedColumn[] Multiclass(
        DataViewSchema input, string labelName, string scoreName, int classes, DataViewSchema.Annotations labels)
    {
        uint set = NextSet(input);
        DataViewSchema.Column? keys = labels.Schema.GetColumnOrNull(AnnotationKinds.KeyValues);
        var names = keys?.Type as VectorDataViewType;
        bool isNamed = names?.Size == classes;
        var label = new DataViewSchema.Annotations.Builder();
        AddText(label, AnnotationKinds.ScoreColumnKind, "MulticlassClassification");
        AddText(label, AnnotationKinds.ScoreValueKind, DefaultColumnNames.PredictedLabel);
        if (isNamed)
            label.Add(AnnotationKinds.KeyValues, names, labels.GetterOf(keys.Value.Index));
        label.AddPrimitiveValue(AnnotationKinds.ScoreColumnSetId, _setType, set);
        var score = new DataViewSchema.Annotations.Builder();
        AddText(score, AnnotationKinds.ScoreColumnKind, "MulticlassClassification");
        score.AddPrimitiveValue(AnnotationKinds.ScoreColumnSetId, _setType, set);
        AddText(score, AnnotationKinds.ScoreValueKind, DefaultColumnNames.Score);
        if (isNamed)
            score.Add(AnnotationKinds.TrainingLabelValues, names, labels.GetterOf(keys.Value.Index));
        if (isNamed && names.ItemType is TextDataViewType)
            score.Add(AnnotationKinds.SlotNames, names, labels.GetterOf(keys.Value.Index));
        return
        [
            new DataViewSchema.DetachedColumn(labelName, new KeyDataViewType(typeof(uint), classes), label.ToAnnotations()),
            new DataViewSchema.DetachedColumn(scoreName, new VectorDataViewType(NumberDataViewType.Single, classes), score.ToAnnotations()),
        ];
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
