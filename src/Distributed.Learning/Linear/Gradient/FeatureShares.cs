namespace Distributed.Learning;

/// <summary>How much of the examples' weight has each feature.</summary>
internal static class FeatureShares
{
    /// <summary>
    /// Σ c / Σ c of the examples that have the feature. Where a push names only its examples' features, each of them bears 1/this of the feature's penalty
    /// for its example's share of the push: over an epoch that is the whole penalty.
    /// </summary>
    /// <returns>Of each feature the reciprocal; 0 of one that none has.</returns>
    internal static float[] Reciprocals(LinearShards examples)
    {
        double[] sums = new double[examples.Examples.Features];
        double all = 0, whole = 0;
        for (int i = 0; i < examples.Count; i++)
        {
            FeatureRow row = examples.Row(i);
            float weight = examples.Weight(i);
            all += weight;
            if (row.IsDense)
                whole += weight;
            foreach (int feature in row.Indices)
                sums[feature] += weight;
        }

        float[] reciprocals = new float[sums.Length];
        for (int j = 0; j < sums.Length; j++)
            reciprocals[j] = sums[j] + whole > 0 ? (float)(all / (sums[j] + whole)) : 0;
        return reciprocals;
    }
}
