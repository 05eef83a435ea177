using System.Globalization;
using System.Text;

namespace ClickThrough;

/// <summary>
/// A made-up click log in Criteo's form. Behind it stands a planted model: each value of each column has a weight of its own, and the
/// log-odds of a click are their sum, so there is something to find. Few values of a column are frequent and many rare, up to 20,000 of them.
/// </summary>
internal sealed class GeneratedClicks
{
    private const double Intercept = -1.4, Spread = 0.35, MissingShare = 0.05;
    private const int CountMax = 60;

    private readonly Random _random;
    private readonly double[][] _weights;
    private double _loss;

    private GeneratedClicks(int seed)
    {
        _random = new Random(seed);
        _weights = [.. Enumerable.Range(0, ClickColumns.Fields.Count).Select(c => Enumerable.Range(0, ValuesOf(c)).Select(_ => Spread * Normal()).ToArray())];
    }

    /// <summary>Writes a log.</summary>
    /// <returns>The mean log-loss, in nats, of the planted model itself: no other can be expected to have a lower one.</returns>
    public static double Write(TextWriter to, int rows, int seed)
    {
        GeneratedClicks clicks = new(seed);
        for (int row = 0; row < rows; row++)
            clicks.WriteRow(to);
        return clicks._loss / rows;
    }

    /// <summary>How many values a column has.</summary>
    private static int ValuesOf(int column) => column < ClickColumns.Counts ? CountMax : (column % 5) switch
    {
        0 => 20_000,
        1 => 5_000,
        2 => 800,
        3 => 100,
        _ => 12,
    };

    private void WriteRow(TextWriter to)
    {
        StringBuilder fields = new();
        double score = Intercept;
        for (int column = 0; column < _weights.Length; column++)
        {
            fields.Append('\t');
            if (_random.NextDouble() < MissingShare)
                continue;
            int value = Draw(_weights[column].Length);
            score += _weights[column][value];
            fields.Append(column < ClickColumns.Counts
                ? value.ToString(CultureInfo.InvariantCulture)
                : unchecked(((uint)value * 2_654_435_761u) ^ ((uint)column << 24)).ToString("x8", CultureInfo.InvariantCulture));
        }

        double chance = 1 / (1 + Math.Exp(-score));
        bool isClick = _random.NextDouble() < chance;
        _loss -= Math.Log(isClick ? chance : 1 - chance);
        to.Write(isClick ? '1' : '0');
        to.Write(fields);
        to.Write('\n');
    }

    // Cubing makes low numbers frequent: an eighth part of all values takes half of the rows.
    private int Draw(int values) => (int)(values * Math.Pow(_random.NextDouble(), 3));

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
