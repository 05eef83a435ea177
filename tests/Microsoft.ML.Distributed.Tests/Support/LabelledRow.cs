using Microsoft.ML.Data;

namespace Microsoft.ML.Distributed.Tests;

/// <summary>A labelled example as tests write it.</summary>
public sealed class LabelledRow
{
    /// <summary>How many features a row has.</summary>
    internal const int Features = 4;

    [VectorType(Features)]
    [ColumnName("Features")]
    public float[] Values { get; set; } = [];

    public bool Label { get; set; }

    public float Target { get; set; }

    /// <summary>Rows whose labels, but for one in ten, and targets follow weights 1, −2, 0.5 and 0.</summary>
    internal static LabelledRow[] Make(int count, int seed = 1)
    {
        var random = new Random(seed);
        var rows = new LabelledRow[count];
        for (int i = 0; i < count; i++)
        {
            float[] x = [.. Enumerable.Range(0, Features).Select(_ => (random.NextSingle() * 2) - 1)];
            float score = 0.25f + x[0] - (2 * x[1]) + (0.5f * x[2]);
            rows[i] = new() { Values = x, Label = (score > 0) ^ (random.Next(10) == 0), Target = score + (0.1f * random.NextSingle()) };
        }

        return rows;
    }
}
