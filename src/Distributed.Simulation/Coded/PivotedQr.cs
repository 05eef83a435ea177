namespace Distributed.Simulation;

/// <summary>Solves linear systems in the sense of least squares by Householder reflections with column pivoting, in double precision (Golub and Van Loan, 5.4).</summary>
internal static class PivotedQr
{
    /// <summary>Solves A·X = B.</summary>
    /// <param name="a">Rows × columns, at least as many rows as columns. Overwritten.</param>
    /// <param name="b">Rows × any number of right sides. Overwritten.</param>
    /// <param name="condition">The largest over the smallest diagonal element of the triangle: an estimate, from below, of A's condition.</param>
    /// <returns>Columns × right sides.</returns>
    internal static double[,] Solve(double[,] a, double[,] b, out double condition)
    {
        int rows = a.GetLength(0), columns = a.GetLength(1);
        var order = new int[columns];
        for (int j = 0; j < columns; j++)
            order[j] = j;
        for (int step = 0; step < columns; step++)
        {
            BringLargestForward(a, order, step);
            double[]? mirror = Mirror(a, step);
            if (mirror is null)
                continue;
            Reflect(a, mirror, step, step);
            Reflect(b, mirror, step, 0);
        }

        condition = columns == 0 ? 1 : Math.Abs(a[0, 0] / a[columns - 1, columns - 1]);
        return BackSubstitute(a, b, order);

        // The vector of the reflection that leaves only the first of a column's lower part; null: there is nothing to reflect.
        double[]? Mirror(double[,] matrix, int step)
        {
            var v = new double[rows - step];
            double squares = 0;
            for (int i = step; i < rows; i++)
            {
                v[i - step] = matrix[i, step];
                squares += v[i - step] * v[i - step];
            }

            v[0] += v[0] < 0 ? -Math.Sqrt(squares) : Math.Sqrt(squares);
            double length = 0;
            foreach (double x in v)
                length += x * x;
            if (length == 0)
                return null;
            double scale = Math.Sqrt(2 / length);
            for (int i = 0; i < v.Length; i++)
                v[i] *= scale;
            return v;
        }
    }

    private static void BringLargestForward(double[,] a, int[] order, int step)
    {
        int largest = step;
        double most = -1;
        for (int j = step; j < order.Length; j++)
        {
            double squares = 0;
            for (int i = step; i < a.GetLength(0); i++)
                squares += a[i, j] * a[i, j];
            if (squares > most)
                (largest, most) = (j, squares);
        }

        (order[step], order[largest]) = (order[largest], order[step]);
        for (int i = 0; largest != step && i < a.GetLength(0); i++)
            (a[i, step], a[i, largest]) = (a[i, largest], a[i, step]);
    }

    // Row by row, as the matrix lies in memory.
    private static void Reflect(double[,] matrix, double[] v, int firstRow, int firstColumn)
    {
        int columns = matrix.GetLength(1);
        var products = new double[columns];
        for (int i = 0; i < v.Length; i++)
        {
            for (int j = firstColumn; j < columns; j++)
                products[j] += v[i] * matrix[firstRow + i, j];
        }

        for (int i = 0; i < v.Length; i++)
        {
            for (int j = firstColumn; j < columns; j++)
                matrix[firstRow + i, j] -= v[i] * products[j];
        }
    }

    private static double[,] BackSubstitute(double[,] triangle, double[,] b, int[] order)
    {
        int columns = order.Length, sides = b.GetLength(1);
        var x = new double[columns, sides];
        for (int row = columns - 1; row >= 0; row--)
        {
            for (int side = 0; side < sides; side++)
            {
                double sum = b[row, side];
                for (int j = row + 1; j < columns; j++)
                    sum -= triangle[row, j] * x[order[j], side];
                x[order[row], side] = sum / triangle[row, row];
            }
        }

        return x;
    }
}
