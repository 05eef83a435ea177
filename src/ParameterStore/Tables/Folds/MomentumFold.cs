using System.Globalization;

namespace ParameterStore;

/// <summary><see cref="Fold.Momentum"/>. State: the velocity.</summary>
internal sealed class MomentumFold : Fold
{
    private readonly float _mu;

    internal MomentumFold(float mu)
    {
        if (!(mu > -1 && mu < 1))
            throw new ArgumentOutOfRangeException(nameof(mu), mu, $"A momentum is over -1 and under 1, but is {mu}.");
        _mu = mu;
    }

    internal override int StateColumns(int columns) => _mu == 0 ? 0 : columns;

    internal override void Apply(FoldRows rows, float weight, int lag)
    {
        if (_mu == 0)
            RowFold.Add(rows.Values, rows.Deltas, weight);
        else
            RowFold.Momentum(rows.Values, rows.State, rows.Deltas, weight, _mu);
    }

    // Without the sign of a zero: equal folds have equal texts.
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{nameof(Momentum)}({_mu + 0f})");
}
