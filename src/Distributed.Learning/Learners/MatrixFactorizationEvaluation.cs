using System.Numerics.Tensors;

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
        int columns = FactorLayout.Columns(settings.Rank);
        double sum = 0;
        foreach (Rating test in tests)
        {
            int user = ratings.UserRows[test.User], item = ratings.ItemRows[test.Item];
            double prediction = ratings.Mean;
            if (user >= 0 && settings.Biases)
                prediction += rows.UserState[user * FactorLayout.StateColumns];
            if (item >= 0 && settings.Biases)
                prediction += rows.ItemState[item * FactorLayout.StateColumns];
            if (user >= 0 && item >= 0)
                prediction += TensorPrimitives.Dot<float>(rows.UserFactors.Slice(user * columns, columns), rows.ItemFactors.Slice(item * columns, columns));
            double error = test.Value - prediction;
            sum += error * error;
        }
        return new(sum, tests.Length);
    }
}
