using System.Runtime.InteropServices;
using Distributed.Learning;

namespace Microsoft.ML.Distributed;

/// <summary>How large the values of each feature are, from a fixed sample of the examples.</summary>
internal sealed class FeatureSizes
{
    private const int ExamplesMax = 1_000, ValuesMax = 1 << 20;

    private readonly Dictionary<int, Sums> _features = [];
    internal FeatureSizes(LinearExamples examples)
    {
        int every = Math.Max(1, examples.Count / ExamplesMax), values = 0;
        for (int i = 0; i < examples.Count && values < ValuesMax; i += every, Examples++)
        {
            FeatureRow row = examples.Row(i);
            values += row.Values.Length;
            for (int at = 0; at < row.Values.Length; at++)
            {
                if (row.Values[at] != 0)
                    CollectionsMarshal.GetValueRefOrAddDefault(_features, row.IsDense ? at : row.Indices[at], out _).Add(row.Values[at]);
            }
        }
    }

    /// <summary>How many examples were looked at.</summary>
    internal int Examples { get; }

    /// <summary>Whether they have no value other than 0.</summary>
    internal bool IsNothing => _features.Count == 0;

    /// <summary>The root mean square of the values that are not 0, of each feature that has as many in the sample.</summary>
    internal IEnumerable<(int Feature, double Size)> Sizes(int valuesMin) =>
        _features.Where(f => f.Value.Count >= valuesMin).Select(f => (f.Key, f.Value.Size)).OrderBy(f => f.Key);

    /// <summary>Mean and standard deviation of each feature that no example of the sample lacks.</summary>
    internal IEnumerable<(int Feature, double Mean, double Spread)> Spreads() =>
        _features.Where(f => f.Value.Count == Examples).Select(f => (f.Key, f.Value.Mean, f.Value.Spread)).OrderBy(f => f.Key);

    /// <summary>Sums about the first value, from which a spread far below the mean can still be told.</summary>
    private struct Sums
    {
        private double _first;
        private double _sum;
        private double _squares;
        private double _sizes;

        internal int Count { get; private set; }

        internal readonly double Size => Math.Sqrt(_sizes / Count);

        internal readonly double Mean => _first + (_sum / Count);

        internal readonly double Spread => Math.Sqrt(Math.Max(0, (_squares / Count) - (_sum / Count * (_sum / Count))));

        internal void Add(double value)
        {
            if (Count++ == 0)
                _first = value;
            double off = value - _first;
            (_sum, _squares, _sizes) = (_sum + off, _squares + (off * off), _sizes + (value * value));
        }
    }
}
