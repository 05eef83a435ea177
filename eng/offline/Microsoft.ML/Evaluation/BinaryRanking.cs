using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>The order that scores put positive and negative rows in.</summary>
internal sealed class BinaryRanking(Random random)
{
    private const int PrecisionRecallRows = 100_000;

    private readonly List<float> _positives = [];
    private readonly List<float> _negatives = [];
    private readonly ReservoirSample<(float Score, bool IsPositive)> _sample = new(random, PrecisionRecallRows);

    public void Add(bool isPositive, float score)
    {
        (isPositive ? _positives : _negatives).Add(score);
        _sample.Offer((score, isPositive));
    }

    /// <summary>The share of pairs of a positive and a negative row that are in order; a tie is half in order.</summary>
    public double AreaUnderRoc()
    {
        Check.Argument(_positives.Count > 0, "PosSample", "AUC is not defined when there is no positive class in the data");
        Check.Argument(_negatives.Count > 0, "NegSample", "AUC is not defined when there is no negative class in the data");
        float[] negatives = [.. _negatives.Order()];
        int below = 0;
        int upTo = 0;
        double pairs = 0;
        foreach (float score in _positives.Order())
        {
            while (below < negatives.Length && negatives[below] < score)
                below++;
            while (upTo < negatives.Length && negatives[upTo] <= score)
                upTo++;
            pairs += (below + upTo) / 2.0;
        }
        return pairs / ((double)_positives.Count * negatives.Length);
    }

    /// <summary>By the lower trapezoids between the points where recall grows.</summary>
    public double AreaUnderPrecisionRecall()
    {
        int positives = _sample.Items.Count(item => item.IsPositive);
        int found = 0;
        int wrong = 0;
        double precision = 1;
        double recall = 0;
        double area = 0;
        foreach ((_, bool isPositive) in _sample.Items.OrderByDescending(item => item.Score))
        {
            if (!isPositive)
            {
                wrong++;
                precision = (double)found / (found + wrong);
                continue;
            }
            found++;
            double nextRecall = (double)found / positives;
            double nextPrecision = (double)found / (found + wrong);
            area += (nextRecall - recall) * (precision + nextPrecision) / 2;
            (recall, precision) = (nextRecall, nextPrecision);
        }
        return area;
    }
}
