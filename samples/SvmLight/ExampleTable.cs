namespace SvmLight;

/// <summary>Labelled examples in memory: all features of every row, or those that are not zero.</summary>
/// <param name="Features">How many features a row has.</param>
/// <param name="Labels">One a row.</param>
/// <param name="Starts">Of every row where its values start, and last where the last one's end.</param>
/// <param name="Indices">Of every value which feature it is, from 0, ascending within a row; empty if rows hold all features.</param>
/// <param name="Values">The values, row by row.</param>
internal sealed record ExampleTable(int Features, float[] Labels, int[] Starts, int[] Indices, float[] Values)
{
    public int Count => Labels.Length;

    public bool IsDense => Indices.Length == 0 && Values.Length > 0;

    /// <summary>What the values take in memory, with their indices where there are any.</summary>
    public long Bytes => sizeof(float) * ((long)Values.Length + Indices.Length);

    /// <summary>Where labels are two numbers, which of them stands for true: the higher one.</summary>
    /// <exception cref="InvalidDataException">There are not two.</exception>
    public float Positive()
    {
        float[] labels = [.. Labels.Distinct().Take(3)];
        return labels.Length == 2 ? labels.Max() : throw new InvalidDataException($"There are {(labels.Length < 2 ? "fewer" : "more")} than two labels; two are needed to tell false from true.");
    }

    /// <summary>The rows of one table and then those of another; both are sparse.</summary>
    public static ExampleTable Join(ExampleTable first, ExampleTable second) => new(
        Math.Max(first.Features, second.Features),
        [.. first.Labels, .. second.Labels],
        [.. first.Starts, .. second.Starts.Skip(1).Select(start => start + first.Values.Length)],
        [.. first.Indices, .. second.Indices],
        [.. first.Values, .. second.Values]);

    /// <summary>Some of the rows.</summary>
    public ExampleTable Take(Func<int, bool> takes)
    {
        int[] rows = [.. Enumerable.Range(0, Count).Where(takes)];
        var starts = new int[rows.Length + 1];
        for (int i = 0; i < rows.Length; i++)
            starts[i + 1] = starts[i] + Starts[rows[i] + 1] - Starts[rows[i]];
        var indices = new int[IsDense ? 0 : starts[^1]];
        var values = new float[starts[^1]];
        for (int i = 0; i < rows.Length; i++)
        {
            int from = Starts[rows[i]], count = starts[i + 1] - starts[i];
            Values.AsSpan(from, count).CopyTo(values.AsSpan(starts[i]));
            if (indices.Length > 0)
                Indices.AsSpan(from, count).CopyTo(indices.AsSpan(starts[i]));
        }

        return new(Features, [.. rows.Select(row => Labels[row])], starts, indices, values);
    }
}
