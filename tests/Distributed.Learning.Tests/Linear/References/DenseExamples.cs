namespace Distributed.Learning.Tests;

/// <summary>Examples as the references see them: whole rows in float64 with a last column of ones, and weights that sum to 1.</summary>
internal sealed class DenseExamples
{
    internal DenseExamples(LinearExamples examples)
    {
        Rows = new double[examples.Count][];
        Labels = new double[examples.Count];
        Weights = new double[examples.Count];
        for (int i = 0; i < examples.Count; i++)
        {
            Rows[i] = new double[examples.Features + 1];
            FeatureRow row = examples.Row(i);
            for (int at = 0; at < row.Values.Length; at++)
                Rows[i][row.IsDense ? at : row.Indices[at]] = row.Values[at];
            Rows[i][^1] = 1;
            (Labels[i], Weights[i]) = (examples.Label(i), examples.Weight(i) / examples.TotalWeight);
        }
    }

    internal double[][] Rows { get; }

    internal double[] Labels { get; }

    internal double[] Weights { get; }

    internal int Count => Rows.Length;

    /// <summary>Columns, that of ones among them.</summary>
    internal int Columns => Rows[0].Length;

    /// <summary>x·w of an example, the bias being the last weight.</summary>
    internal double Margin(int example, double[] weights)
    {
        double sum = 0;
        for (int j = 0; j < weights.Length; j++)
            sum += Rows[example][j] * weights[j];
        return sum;
    }
}
