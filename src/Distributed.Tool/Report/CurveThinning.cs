namespace Distributed.Tool;

/// <summary>Fewer points that look the same: of each stretch of a curve its lowest and its highest point.</summary>
internal static class CurveThinning
{
    /// <param name="curve">By time.</param>
    /// <param name="pointsMax">4 or more.</param>
    /// <returns>At most <paramref name="pointsMax"/> of the points, by time, the first and the last among them.</returns>
    internal static IReadOnlyList<LossPoint> Thin(IReadOnlyList<LossPoint> curve, int pointsMax)
    {
        if (curve.Count <= pointsMax)
            return curve;
        int stretches = (pointsMax - 2) / 2;
        var thin = new List<LossPoint>(pointsMax) { curve[0] };
        for (int stretch = 0; stretch < stretches; stretch++)
        {
            int from = 1 + (int)((long)(curve.Count - 2) * stretch / stretches), to = 1 + (int)((long)(curve.Count - 2) * (stretch + 1) / stretches);
            (int low, int high) = (from, from);
            for (int i = from + 1; i < to; i++)
            {
                if (curve[i].Loss < curve[low].Loss)
                    low = i;
                if (curve[i].Loss > curve[high].Loss)
                    high = i;
            }

            thin.Add(curve[Math.Min(low, high)]);
            if (low != high)
                thin.Add(curve[Math.Max(low, high)]);
        }

        thin.Add(curve[^1]);
        return thin;
    }
}
