using ParameterStore;

namespace Distributed.Simulation;

/// <summary>One run at one number of workers.</summary>
/// <param name="Uncoded">The mean time of a product without a code, in seconds: an undisturbed worker takes one for all of it.</param>
/// <param name="Coded">The mean time with a code, of the same draws.</param>
/// <param name="DecodeError">The largest error of a product that was really encoded and decoded, of numbers about 1.</param>
internal readonly record struct CodedRun(double Uncoded, double Coded, double DecodeError)
{
    private const int Width = 8;

    internal static CodedRun Of(int workers, int needed, double mu, int products, ulong seed)
    {
        var draws = new Draws(seed);
        TimeNoise noise = TimeNoise.ShiftedExponential(mu);
        double[] times = new double[workers], sorted = new double[workers];
        double uncoded = 0, coded = 0, error = 0;
        for (int clock = 0; clock < products; clock++)
        {
            for (int seat = 0; seat < workers; seat++)
                times[seat] = noise.Factor(draws, new WorkerId(seat, 0), clock);
            times.CopyTo(sorted, 0);
            Array.Sort(sorted);
            uncoded += sorted[^1] / workers;
            coded += sorted[needed - 1] / needed;
            if (clock == 0)
                error = Check(new(needed, workers, draws), times, draws);
        }

        return new(uncoded / products, coded / products, error);
    }

    /// <summary>Multiplies a small matrix, a row a block, as the first workers to reply would: the largest error of the decoded product.</summary>
    internal static double Check(MdsCode code, double[] times, Draws draws)
    {
        double[,] matrix = new double[code.Needed, Width], wanted = new double[code.Needed, 1];
        var vector = new double[Width];
        for (int j = 0; j < Width; j++)
            vector[j] = Draws.Normal(draws.Stream(new(0, 1), j, DrawPurpose.Data));
        for (int block = 0; block < code.Needed; block++)
        {
            for (int j = 0; j < Width; j++)
                matrix[block, j] = Draws.Normal(draws.Stream(new(block, 0), j, DrawPurpose.Data));
        }

        double[,] held = code.Encode(matrix), products = new double[code.Workers, 1];
        Multiply(matrix, vector, wanted);
        Multiply(held, vector, products);
        int[] order = [.. Enumerable.Range(0, code.Workers).OrderBy(seat => times[seat]).ThenBy(seat => seat)];
        double[,] decoded = wanted;
        for (int replies = code.Needed; replies <= code.Workers; replies++)
        {
            decoded = code.Decode(order.AsSpan(0, replies), products, out double condition);
            if (condition <= MdsCode.ConditionMax)
                break;
        }

        double error = 0;
        for (int block = 0; block < code.Needed; block++)
            error = Math.Max(error, Math.Abs(decoded[block, 0] - wanted[block, 0]));
        return error;
    }

    private static void Multiply(double[,] matrix, double[] vector, double[,] into)
    {
        for (int row = 0; row < matrix.GetLength(0); row++)
        {
            double sum = 0;
            for (int j = 0; j < vector.Length; j++)
                sum += matrix[row, j] * vector[j];
            into[row, 0] = sum;
        }
    }
}
