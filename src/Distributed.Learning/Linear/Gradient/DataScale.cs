namespace Distributed.Learning;

/// <summary>How large values and labels are: what usual rates are made to measure by. From a fixed sample, so it is the same in all processes.</summary>
/// <param name="Size">The median size of values that are not 0; 1 if there are none.</param>
/// <param name="SquaredLength">The mean of ‖x‖²; 1 if all are 0.</param>
/// <param name="Spread">The labels' standard deviation; 1 if they are all equal.</param>
internal readonly record struct DataScale(double Size, double SquaredLength, double Spread)
{
    private const int ExamplesMax = 1_000, ValuesOfExample = 64;

    private const double SizeMin = 1e-6, SizeMax = 1e6;

    internal static DataScale Of(LinearExamples examples)
    {
        var sizes = new List<float>();
        double squares = 0, sum = 0, sumOfSquares = 0;
        int every = Math.Max(1, examples.Count / ExamplesMax), seen = 0;
        for (int i = 0; i < examples.Count; i += every, seen++)
        {
            FeatureRow row = examples.Row(i);
            squares += SumOfSquares(row.Values);
            AddSizes(row.Values, sizes);
            double label = examples.Label(i);
            (sum, sumOfSquares) = (sum + label, sumOfSquares + (label * label));
        }

        sizes.Sort();
        double size = sizes.Count == 0 ? 1 : Math.Clamp(sizes[sizes.Count / 2], SizeMin, SizeMax);
        double mean = sum / Math.Max(1, seen), spread = Math.Sqrt(Math.Max(0, (sumOfSquares / Math.Max(1, seen)) - (mean * mean)));
        return new(size, squares > 0 ? squares / seen : 1, spread > 0 ? spread : 1);
    }

    // One addition after another: registers of another width would sum up in another order.
    private static double SumOfSquares(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values)
            sum += (double)value * value;
        return sum;
    }

    private static void AddSizes(ReadOnlySpan<float> values, List<float> sizes)
    {
        int every = Math.Max(1, values.Length / ValuesOfExample);
        for (int j = 0; j < values.Length; j += every)
            if (values[j] != 0)
                sizes.Add(MathF.Abs(values[j]));
    }
}
