namespace Distributed.Learning;

/// <summary>How well factors predict ratings.</summary>
public static class MatrixFactorizationEvaluation
{
    /// <summary>Squared errors over raw ratings, by id. A user or item without a row counts as zero factors and zero bias.</summary>
    /// <param name="tests">The ratings, by user and item id.</param>
    /// <param name="ratings">What was trained on: says where ids stand and what the mean is.</param>
    /// <param name="rows">The parameters.</param>
    /// <param name="settings">What was trained.</param>
    public static SquaredLoss Evaluate(
        ReadOnlySpan<Rating> tests, RatingShards ratings, in FactorRows rows, MatrixFactorizationSettings settings)
    {
        if (Lanes512.IsSupported)
            return Evaluate<Lanes512>(tests, ratings, rows, settings);
        return Lanes256.IsSupported ? Evaluate<Lanes256>(tests, ratings, rows, settings) : Evaluate<Lanes128>(tests, ratings, rows, settings);
    }

    /// <summary>The same by registers of one's choice.</summary>
    internal static SquaredLoss Evaluate<TLanes>(
        ReadOnlySpan<Rating> tests, RatingShards ratings, in FactorRows rows, MatrixFactorizationSettings settings)
        where TLanes : struct, ILanes<TLanes> => settings.Deterministic
        ? Evaluate<TLanes, SeparateRounding>(tests, ratings, rows, settings)
        : Evaluate<TLanes, FusedRounding>(tests, ratings, rows, settings);

    private static SquaredLoss Evaluate<TLanes, TRounding>(
        ReadOnlySpan<Rating> tests, RatingShards ratings, in FactorRows rows, MatrixFactorizationSettings settings)
        where TLanes : struct, ILanes<TLanes>
        where TRounding : struct, IRounding
    {
        int columns = FactorLayout.Columns(settings.Rank);
        double sum = 0;
        foreach (ref readonly Rating test in tests)
        {
            int user = ratings.UserRows[test.User], item = ratings.ItemRows[test.Item];
            double prediction = ratings.Mean;
            if (user >= 0)
                prediction += RowState.At(rows.UserState, user).Bias;
            if (item >= 0)
                prediction += RowState.At(rows.ItemState, item).Bias;
            if (user >= 0 && item >= 0)
                prediction += LaneVectors<TLanes, TRounding>.Dot(rows.UserFactors.Slice(user * columns, columns), rows.ItemFactors.Slice(item * columns, columns));
            double error = test.Value - prediction;
            sum += error * error;
        }
        return new(sum, tests.Length);
    }
}
