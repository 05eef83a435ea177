using Microsoft.ML;
using SvmLight;

namespace Benchmarks;

/// <summary>The mean of log(1 + exp(−y s)) over scored rows, in nats.</summary>
internal static class LogLoss
{
    public static double Of(ITransformer model, IDataView data)
    {
        IDataView scored = model.Transform(data);
        DataViewSchema.Column label = scored.Schema[ExampleTableView.Label], score = scored.Schema["Score"];
        using DataViewRowCursor cursor = scored.GetRowCursor([label, score]);
        ValueGetter<bool> getLabel = cursor.GetGetter<bool>(label);
        ValueGetter<float> getScore = cursor.GetGetter<float>(score);
        bool isTrue = false;
        float log = 0;
        double sum = 0;
        long rows = 0;
        for (; cursor.MoveNext(); rows++)
        {
            getLabel(ref isTrue);
            getScore(ref log);
            sum += Of(isTrue ? log : -log);
        }

        return double.IsNaN(sum) ? double.PositiveInfinity : sum / rows;
    }

    /// <summary>Of a linear model, by its weights.</summary>
    /// <param name="weights">Of every feature, and last the bias.</param>
    /// <param name="data">Rows; features that have no weight count nothing.</param>
    public static double Of(double[] weights, LinearPart data)
    {
        ExampleTable table = data.Table;
        double sum = 0;
        for (int row = 0; row < table.Count; row++)
        {
            double score = weights[^1];
            for (int at = table.Starts[row]; at < table.Starts[row + 1]; at++)
            {
                int feature = table.IsDense ? at - table.Starts[row] : table.Indices[at];
                score += feature < weights.Length - 1 ? weights[feature] * table.Values[at] : 0;
            }

            sum += Of(table.Labels[row] == data.Positive ? score : -score);
        }

        return sum / table.Count;
    }

    private static double Of(double agreement) => Math.Max(-agreement, 0) + Math.Log(1 + Math.Exp(-Math.Abs(agreement)));
}
