namespace Distributed.Learning.Tests;

/// <summary>Ridge regression solved directly in float64, the bias regularized like the weights.</summary>
internal static class NormalEquations
{
    internal static double[] Ridge(LinearExamples examples, double l2)
    {
        int size = examples.Features + 1;
        double[,] a = new double[size, size + 1];
        double[] x = new double[size];
        for (int i = 0; i < examples.Count; i++)
        {
            Array.Clear(x);
            FeatureRow row = examples.Row(i);
            for (int at = 0; at < row.Values.Length; at++)
                x[row.IsDense ? at : row.Indices[at]] = row.Values[at];
            x[^1] = 1;
            for (int j = 0; j < size; j++)
            {
                for (int k = 0; k < size; k++)
                    a[j, k] += x[j] * x[k] / examples.Count;
                a[j, size] += x[j] * examples.Label(i) / examples.Count;
            }
        }

        for (int j = 0; j < size; j++)
            a[j, j] += l2;
        return Solve(a, size);
    }

    // Gauss and Jordan; the matrix is positive definite.
    private static double[] Solve(double[,] a, int size)
    {
        for (int pivot = 0; pivot < size; pivot++)
        {
            for (int row = 0; row < size; row++)
            {
                if (row == pivot)
                    continue;
                double factor = a[row, pivot] / a[pivot, pivot];
                for (int column = pivot; column <= size; column++)
                    a[row, column] -= factor * a[pivot, column];
            }
        }

        return [.. Enumerable.Range(0, size).Select(i => a[i, size] / a[i, i])];
    }
}
