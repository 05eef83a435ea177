using Microsoft.ML;

namespace Benchmarks;

internal static class Rmse
{
    /// <summary>The root of the mean squared error over all rows. Where a model gives NaN, <paramref name="otherwise"/> stands in.</summary>
    public static double Of(ITransformer model, IDataView ratings, float otherwise)
    {
        IDataView scored = model.Transform(ratings);
        DataViewSchema.Column labelColumn = scored.Schema[RatingView.Label], scoreColumn = scored.Schema["Score"];
        using DataViewRowCursor cursor = scored.GetRowCursor([labelColumn, scoreColumn]);
        ValueGetter<float> getLabel = cursor.GetGetter<float>(labelColumn), getScore = cursor.GetGetter<float>(scoreColumn);
        double sum = 0;
        long rows = 0;
        float label = 0, score = 0;
        while (cursor.MoveNext())
        {
            getLabel(ref label);
            getScore(ref score);
            double error = label - (float.IsNaN(score) ? otherwise : score);
            sum += error * error;
            rows++;
        }

        return Math.Sqrt(sum / rows);
    }
}
