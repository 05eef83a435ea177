namespace Distributed.Learning;

/// <summary>The loss on a fixed part of the ratings that are learned from: every so many users' runs, spread over all shards and blocks.</summary>
internal static class RatingSample
{
    /// <summary>About as many ratings as are looked at, or all if there are fewer.</summary>
    internal const long Ratings = 10_000;

    /// <summary>Squared errors, in the ratings' unit. Plain loops: there are few.</summary>
    internal static SquaredLoss Evaluate(RatingShards ratings, in FactorRows rows, int rank)
    {
        int columns = FactorLayout.Columns(rank);
        long every = Math.Max(1, ratings.Count / Ratings), seen = 0;
        var loss = default(SquaredLoss);
        for (int shard = 0; shard < ratings.Shards; shard++)
            for (int number = 0; number < ratings.Blocks; number++)
            {
                RatingBlock block = ratings.Block(shard, number);
                for (int run = 0; run < block.Runs; run++)
                    if (seen++ % every == 0)
                        loss += Evaluate(block, run, rows, columns);
            }

        return loss;
    }

    private static SquaredLoss Evaluate(in RatingBlock block, int run, in FactorRows rows, int columns)
    {
        int user = block.Users[run];
        Span<float> factors = rows.UserFactors.Slice(user * columns, columns);
        double sum = 0;
        for (int at = block.Starts[run]; at < block.Starts[run + 1]; at++)
        {
            int item = block.Items[at];
            double error = block.Values[at] - RowState.At(rows.UserState, user).Bias - RowState.At(rows.ItemState, item).Bias;
            for (int c = 0; c < columns; c++)
                error -= (double)factors[c] * rows.ItemFactors[(item * columns) + c];
            sum += error * error;
        }

        return new(sum, block.Starts[run + 1] - block.Starts[run]);
    }
}
