using System.Globalization;

namespace ParameterStore;

/// <summary>
/// <see cref="Fold.Adam"/>. State of a row: the first moments, the second moments, and of both how much weight they have gathered, 1 − β^t for the row's
/// t-th update, which is what they are divided by.
/// </summary>
internal sealed class AdamFold : Fold
{
    private readonly float _rate, _beta1, _beta2;

    internal AdamFold(float rate, float beta1, float beta2)
    {
        _rate = FoldNumber.Rate(rate, nameof(rate));
        _beta1 = FoldNumber.Decay(beta1, nameof(beta1));
        _beta2 = FoldNumber.Decay(beta2, nameof(beta2));
    }

    internal override int StateColumns(int columns) => (2 * columns) + 2;

    internal override void Apply(FoldRows rows, float weight, int lag)
    {
        int columns = rows.Columns, stateColumns = StateColumns(columns);
        for (int start = 0, stateStart = 0; start < rows.Values.Length; start += columns, stateStart += stateColumns)
        {
            Span<float> state = rows.State.Slice(stateStart, stateColumns);
            ref float gathered1 = ref state[2 * columns], gathered2 = ref state[(2 * columns) + 1];
            gathered1 = (gathered1 * _beta1) + (1 - _beta1);
            gathered2 = (gathered2 * _beta2) + (1 - _beta2);
            var step = new AdamStep(_rate, _beta1, _beta2, gathered1, gathered2);
            GradientFold.Adam(rows.Values.Slice(start, columns), state[..columns], state.Slice(columns, columns), rows.Deltas.Slice(start, columns), weight, step);
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{nameof(Adam)}({_rate}, beta1 {_beta1}, beta2 {_beta2})");
}

/// <summary>The numbers of one update of a row by Adam.</summary>
internal readonly record struct AdamStep(float Rate, float Beta1, float Beta2, float Gathered1, float Gathered2);
