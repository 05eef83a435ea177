using System.Numerics.Tensors;

namespace Benchmarks;

/// <summary>A linear model's gradient of dense rows: a product with the weights, and a sum, a row.</summary>
internal static class DenseCosts
{
    private const int Rows = 20_000, Columns = 64;

    public static double ValueNs(int rounds)
    {
        float[] features = new float[Rows * Columns], weights = new float[Columns], gradient = new float[Columns];
        features.AsSpan().Fill(0.01f);
        return CostTimer.Ns(
            () =>
            {
                for (int row = 0; row < Rows; row++)
                {
                    ReadOnlySpan<float> x = features.AsSpan(row * Columns, Columns);
                    TensorPrimitives.MultiplyAdd(x, TensorPrimitives.Dot(x, weights), gradient, gradient);
                }
            },
            Rows * Columns,
            rounds);
    }
}
