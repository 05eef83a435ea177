using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Evaluates a classification of several classes. Rows without a label or with scores that are not finite do not count.</summary>
internal static class MulticlassClassificationEvaluator
{
    public static MulticlassClassificationMetrics Evaluate(IDataView data, string labelColumn, string scoreColumn, string predictedColumn, int topCount)
    {
        DataViewSchema.Column label = EvaluatedColumns.Find(data.Schema, "label", labelColumn);
        DataViewSchema.Column score = EvaluatedColumns.Find(data.Schema, "score", scoreColumn);
        EvaluatedColumns.Find(data.Schema, "predicted label", predictedColumn);
        if (score.Type is not VectorDataViewType { IsKnownSize: true } scores || scores.ItemType != NumberDataViewType.Single)
            throw Fail.ColumnType("schema", "score", score.Name, "Vector of two or more items of type Single", score.Type.ToString());
        bool isKey = label.Type is KeyDataViewType && label.Type.RawType == typeof(uint);
        if (!isKey && label.Type != NumberDataViewType.Single)
            throw Fail.ColumnType("schema", "label", label.Name, "Single or Key", label.Type.ToString());
        var counts = new MulticlassCounts(scores.Size);
        Read(data, label, score, counts);
        return new(counts, topCount, new ConfusionMatrix(NamesOf(score, scores.Size), counts.Table));
    }

    private static void Read(IDataView data, DataViewSchema.Column label, DataViewSchema.Column score, MulticlassCounts counts)
    {
        using DataViewRowCursor cursor = data.GetRowCursor([label, score]);
        Func<float> readLabel = LabelOf(cursor, label);
        ValueGetter<VBuffer<float>> getScores = cursor.GetGetter<VBuffer<float>>(score);
        VBuffer<float> scores = default;
        while (cursor.MoveNext())
        {
            float value = readLabel();
            if (float.IsNaN(value) || value < 0 || value != (int)value)
                continue;
            getScores(ref scores);
            float[] dense = [.. scores.DenseValues()];
            if (Array.TrueForAll(dense, float.IsFinite))
                counts.Add((int)value, dense);
        }
    }

    private static Func<float> LabelOf(DataViewRow row, DataViewSchema.Column label)
    {
        if (label.Type == NumberDataViewType.Single)
        {
            ValueGetter<float> get = row.GetGetter<float>(label);
            float value = 0;
            return () =>
            {
                get(ref value);
                return value;
            };
        }
        ValueGetter<uint> getKey = row.GetGetter<uint>(label);
        uint key = 0;
        return () =>
        {
            getKey(ref key);
            return key == 0 ? float.NaN : key - 1;
        };
    }

    private static string[] NamesOf(DataViewSchema.Column score, int classes)
    {
        if (!score.HasSlotNames())
            return [.. Enumerable.Range(0, classes).Select(Text)];
        VBuffer<ReadOnlyMemory<char>> names = default;
        score.GetSlotNames(ref names);
        return [.. names.DenseValues().Select(n => n.ToString())];
    }

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
