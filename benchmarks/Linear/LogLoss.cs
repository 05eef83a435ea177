using Microsoft.ML;

namespace Benchmarks;

/// <summary>The mean of log(1 + exp(−y s)) over scored rows, in nats.</summary>
internal static class LogLoss
{
    public static double Of(ITransformer model, IDataView data)
    {
        IDataView scored = model.Transform(data);
        DataViewSchema.Column label = scored.Schema[SvmLight.ExampleTableView.Label], score = scored.Schema["Score"];
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
            double z = isTrue ? -log : log;
            sum += Math.Max(z, 0) + Math.Log(1 + Math.Exp(-Math.Abs(z)));
        }

        return double.IsNaN(sum) ? double.PositiveInfinity : sum / rows;
    }
}
