namespace Distributed.Simulation;

/// <summary>A dot product in an order that is the same on any machine: four sums side by side, since one would wait for its own additions.</summary>
internal static class ScalarDot
{
    internal static float Of(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        y = y[..x.Length];
        float a = 0, b = 0, c = 0, d = 0;
        int i = 0;
        for (; i <= x.Length - 4; i += 4)
        {
            a += x[i] * y[i];
            b += x[i + 1] * y[i + 1];
            c += x[i + 2] * y[i + 2];
            d += x[i + 3] * y[i + 3];
        }

        for (; i < x.Length; i++)
            a += x[i] * y[i];
        return (a + b) + (c + d);
    }
}
