namespace Distributed.Simulation;

/// <summary>
/// A systematic Gaussian code over the reals: of n workers the first k hold the k blocks of a matrix as they are, the others a combination of all
/// with normal weights of variance 1/k. From nearly any k products all k blocks' products can be computed.
/// </summary>
internal sealed class MdsCode
{
    /// <summary>Above it a set of replies is not decoded: one more is waited for.</summary>
    internal const double ConditionMax = 1e8;

    private readonly double[,] _weights;

    /// <param name="needed">k, 1 or more.</param>
    /// <param name="workers">n, at least k.</param>
    /// <param name="draws">Where the weights come from.</param>
    internal MdsCode(int needed, int workers, Draws draws)
    {
        (Needed, Workers) = (needed, workers);
        _weights = new double[workers - needed, needed];
        double scale = 1 / Math.Sqrt(needed);
        for (int row = 0; row < workers - needed; row++)
        {
            for (int block = 0; block < needed; block++)
                _weights[row, block] = scale * Draws.Normal(draws.Stream(new(row, 0), block, DrawPurpose.Code));
        }
    }

    internal int Needed { get; }

    internal int Workers { get; }

    /// <summary>What each worker holds, from what each block holds.</summary>
    /// <param name="blocks">k × numbers of a block.</param>
    /// <returns>n × numbers of a block.</returns>
    internal double[,] Encode(double[,] blocks)
    {
        int width = blocks.GetLength(1);
        var held = new double[Workers, width];
        for (int worker = 0; worker < Workers; worker++)
        {
            for (int block = 0; block < Needed; block++)
            {
                double weight = WeightOf(worker, block);
                for (int j = 0; weight != 0 && j < width; j++)
                    held[worker, j] += weight * blocks[block, j];
            }
        }

        return held;
    }

    /// <summary>The products of all blocks, from some workers' products.</summary>
    /// <param name="replied">Who replied, k or more of them.</param>
    /// <param name="products">Workers × numbers of a product; those of others are not read.</param>
    /// <param name="condition">An estimate of the condition of what was solved; over <see cref="ConditionMax"/> the result is not to be used.</param>
    /// <returns>k × numbers of a product.</returns>
    internal double[,] Decode(ReadOnlySpan<int> replied, double[,] products, out double condition)
    {
        int width = products.GetLength(1);
        var decoded = new double[Needed, width];
        var isKnown = new bool[Needed];
        var coded = new List<int>();
        foreach (int worker in replied)
        {
            if (worker >= Needed)
            {
                coded.Add(worker);
                continue;
            }

            isKnown[worker] = true;
            for (int j = 0; j < width; j++)
                decoded[worker, j] = products[worker, j];
        }

        int[] missing = [.. Enumerable.Range(0, Needed).Where(block => !isKnown[block])];
        double[,] solved = Solve(coded, missing, decoded, products, out condition);
        for (int i = 0; i < missing.Length; i++)
        {
            for (int j = 0; j < width; j++)
                decoded[missing[i], j] = solved[i, j];
        }

        return decoded;
    }

    // What came uncoded is taken off, so that only what is missing is solved for.
    private double[,] Solve(List<int> coded, int[] missing, double[,] known, double[,] products, out double condition)
    {
        int width = products.GetLength(1);
        double[,] left = new double[coded.Count, missing.Length], right = new double[coded.Count, width];
        for (int row = 0; row < coded.Count; row++)
        {
            for (int i = 0; i < missing.Length; i++)
                left[row, i] = WeightOf(coded[row], missing[i]);
            for (int j = 0; j < width; j++)
                right[row, j] = products[coded[row], j];
            for (int block = 0; block < Needed; block++)
            {
                double weight = WeightOf(coded[row], block);
                for (int j = 0; j < width; j++)
                    right[row, j] -= weight * known[block, j];
            }
        }

        return PivotedQr.Solve(left, right, out condition);
    }

    private double WeightOf(int worker, int block) => worker >= Needed ? _weights[worker - Needed, block] : worker == block ? 1 : 0;
}
