namespace Distributed.Learning.Tests;

/// <summary>Solves A x = b of a positive definite A.</summary>
internal static class Cholesky
{
    /// <param name="a">The lower triangle is replaced by its factor.</param>
    /// <param name="b">Stays.</param>
    internal static double[] Solve(double[,] a, double[] b)
    {
        int size = b.Length;
        double[] x = [.. b];
        for (int j = 0; j < size; j++)
        {
            for (int i = j; i < size; i++)
            {
                double sum = a[i, j];
                for (int k = 0; k < j; k++)
                    sum -= a[i, k] * a[j, k];
                a[i, j] = i == j ? Math.Sqrt(sum) : sum / a[j, j];
            }
        }

        for (int i = 0; i < size; i++)
        {
            for (int k = 0; k < i; k++)
                x[i] -= a[i, k] * x[k];
            x[i] /= a[i, i];
        }

        for (int i = size - 1; i >= 0; i--)
        {
            for (int k = i + 1; k < size; k++)
                x[i] -= a[k, i] * x[k];
            x[i] /= a[i, i];
        }

        return x;
    }
}
