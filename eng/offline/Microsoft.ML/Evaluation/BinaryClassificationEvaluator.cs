using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Evaluates a binary classification. Rows without a label or a finite score do not count.</summary>
internal sealed class BinaryClassificationEvaluator
{
    private readonly BinaryCounts _counts = new();
    private readonly BinaryRanking _ranking;
    private readonly string[] _names;

    public BinaryClassificationEvaluator(
        IHostEnvironment environment, IDataView data, string labelColumn, string scoreColumn, string probabilityColumn, string predictedColumn)
    {
        DataViewSchema.Column label = EvaluatedColumns.Find(data.Schema, "label", labelColumn);
        DataViewSchema.Column score = EvaluatedColumns.Find(data.Schema, "score", scoreColumn);
        DataViewSchema.Column? probability = probabilityColumn == null
            ? null : EvaluatedColumns.Find(data.Schema, "probability", probabilityColumn);
        EvaluatedColumns.Find(data.Schema, "predicted label", predictedColumn);
        EvaluatedColumns.RequireSingle(score, "score");
        if (!BinaryLabel.IsOne(label.Type))
            throw Fail.ColumnType("schema", "label", label.Name, "Single, Double, Boolean, or a Key with cardinality 2", label.Type.ToString());
        if (probability is { } found)
            EvaluatedColumns.RequireSingle(found, "probability");
        _names = BinaryLabel.NamesOf(label);
        _ranking = new BinaryRanking(environment.Register("BinaryClassifierEvaluator").Register("Aggregator").Rand);
        Read(data, label, score, probability);
    }

    public BinaryClassificationMetrics Metrics() => new(_counts, _ranking, Matrix());

    public CalibratedBinaryClassificationMetrics CalibratedMetrics() => new(_counts, _ranking, Matrix());

    private ConfusionMatrix Matrix() => new(_names, _counts.ToTable());

    private void Read(IDataView data, DataViewSchema.Column label, DataViewSchema.Column score, DataViewSchema.Column? probability)
    {
        DataViewSchema.Column[] columns = probability is { } column ? [label, score, column] : [label, score];
        using DataViewRowCursor cursor = data.GetRowCursor(columns);
        ValueGetter<float> getLabel = BinaryLabel.GetterOf(cursor, label);
        ValueGetter<float> getScore = cursor.GetGetter<float>(score);
        ValueGetter<float> getProbability = probability is { } found
            ? cursor.GetGetter<float>(found) : (ref float value) => value = float.NaN;
        float labelValue = 0;
        float scoreValue = 0;
        float probabilityValue = 0;
        while (cursor.MoveNext())
        {
            getLabel(ref labelValue);
            getScore(ref scoreValue);
            if (!float.IsFinite(scoreValue) || float.IsNaN(labelValue))
                continue;
            getProbability(ref probabilityValue);
            _counts.Add(labelValue > 0, scoreValue, probabilityValue);
            _ranking.Add(labelValue > 0, scoreValue);
        }
    }
}
