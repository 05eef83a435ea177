namespace Microsoft.ML.Data;

/// <summary>Evaluates a regression. Rows whose label or score is NaN do not count.</summary>
internal static class RegressionEvaluator
{
    public static RegressionMetrics Evaluate(IDataView data, string labelColumn, string scoreColumn)
    {
        DataViewSchema.Column label = EvaluatedColumns.Find(data.Schema, "label", labelColumn);
        DataViewSchema.Column score = EvaluatedColumns.Find(data.Schema, "score", scoreColumn);
        EvaluatedColumns.RequireSingle(score, "score");
        EvaluatedColumns.RequireSingle(label, "label");
        using DataViewRowCursor cursor = data.GetRowCursor([label, score]);
        ValueGetter<float> getLabel = cursor.GetGetter<float>(label);
        ValueGetter<float> getScore = cursor.GetGetter<float>(score);
        var errors = new RegressionErrors();
        float labelValue = 0;
        float scoreValue = 0;
        while (cursor.MoveNext())
        {
            getLabel(ref labelValue);
            getScore(ref scoreValue);
            if (!float.IsNaN(labelValue) && !float.IsNaN(scoreValue))
                errors.Add(labelValue, scoreValue);
        }
        return errors.ToMetrics();
    }
}
