namespace Distributed.Learning.Tests;

/// <summary>Rounds of dual ascent beside plain loops.</summary>
public sealed class DualWorkerTests
{
    [Theory]
    [InlineData(1, 3, false)]
    [InlineData(2, 2, false)]
    [InlineData(2, 2, true)]
    public async Task Workers_do_what_plain_loops_do_to_the_bit(int workers, int rounds, bool averages)
    {
        LinearTask task = Task(workers, rounds, averages);
        (float[] sums, float[] duals) = await TrainAsync(task);
        (float[] plainSums, float[] plainDuals) = Plain(task);
        sums.Should().Equal(plainSums);
        duals.Should().Equal(plainDuals);
    }

    private static async Task<(float[] Sums, float[] Duals)> TrainAsync(LinearTask task)
    {
        TrainingResult result = await TrainingJob.RunAsync(Learner(task), TestJobOptions.Settings(task.Workers, "bsp"));
        var tables = new DualTables(result.Tables);
        return (result.Parameters.Values(tables.Sums).ToArray(), result.Parameters.Values(tables.Duals).ToArray());
    }

    private static (float[] Sums, float[] Duals) Plain(LinearTask task)
    {
        DualLearner<HingeDualLoss> learner = Learner(task);
        LinearShards examples = learner.Problem.Examples;
        float[] sums = new float[learner.Problem.Sums], duals = new float[examples.Count * DualTables.Rest];
        for (int epoch = 0; epoch < task.Method.Epochs; epoch++)
        {
            for (int round = 0; round < learner.BlocksPerEpoch; round++)
            {
                float[] next = [.. sums];
                for (int shard = 0; shard < examples.Shards; shard++)
                {
                    double[] local = PlainRound(learner, (shard, epoch, round), sums, duals);

                    // a push is a difference of single precision
                    for (int j = 0; j < sums.Length; j++)
                        next[j] += (float)(sums[j] + (learner.Combination.SumsFactor * (local[j] - sums[j]))) - sums[j];
                }

                sums = next;
            }
        }

        return (sums, duals);
    }

    private static double[] PlainRound(DualLearner<HingeDualLoss> learner, (int Shard, int Epoch, int Round) block, float[] sums, float[] duals)
    {
        DualProblem problem = learner.Problem;
        int[] order = new int[problem.Examples.CountOf(block.Shard)];
        learner.Order.Fill(order, problem.Examples.Firsts[block.Shard], block.Shard, block.Epoch);
        double scale = learner.Combination.Safety / (problem.Lambda * problem.TotalWeight);
        float share = learner.Combination.Share;
        double[] local = [.. sums.Select(v => (double)v)];
        for (int step = order.Length * block.Round / learner.BlocksPerEpoch; step < order.Length * (block.Round + 1) / learner.BlocksPerEpoch; step++)
        {
            int i = order[step];
            FeatureRow row = problem.Examples.Row(i);
            float before = duals[i * DualTables.Rest];
            float best = (float)learner.Loss.Best(before, problem.Margin(row, local), problem.Examples.Label(i), scale * problem.SquaredLength(row));
            problem.Add(row, ((double)best - before) * 1.0 * scale, local);

            // The steps of the epoch before this one had what was before.
            float mean = before + ((best - before) * (order.Length - step) / order.Length);
            (duals[i * DualTables.Rest], duals[(i * DualTables.Rest) + DualTables.Mean]) =
                share == 1 ? (best, mean) : (before + (share * (best - before)), before + (share * (mean - before)));
        }

        return local;
    }

    private static DualLearner<HingeDualLoss> Learner(LinearTask task) => (DualLearner<HingeDualLoss>)DualLearners.Create(task, (DualMethod)task.Method);

    /// <summary>Rounds of a worker alone are longer than what it does between two looks at whether it is to go on.</summary>
    private static LinearTask Task(int workers, int rounds, bool averages) => new()
    {
        Examples = PlantedExamples.Of(isSparse: true, isBinary: true, count: 4000),
        Objective = new() { Loss = LinearLoss.Hinge, L2 = 0.01 },
        Method = new DualMethod { Epochs = 3, GapTarget = 1e-9, Shrinks = false, RoundsPerEpoch = rounds, Averages = averages },
        Workers = workers,
    };
}
