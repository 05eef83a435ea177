using System.Globalization;

namespace ParameterStore;

/// <summary>
/// <see cref="Fold.CompositeAdaGrad"/>. State: the sum of the squared gradients, none of the row's count. The row's last value stays as it is: of a worker's
/// difference to a sum that grows less and less would be left.
/// </summary>
internal sealed class CompositeAdaGradFold(float rate, float l1) : Fold
{
    private readonly float _rate = FoldNumber.Rate(rate, nameof(rate));
    private readonly float _l1 = FoldNumber.Penalty(l1, nameof(l1));

    internal override int ColumnsMin => 2;

    internal override int StateColumns(int columns) => columns - 1;

    internal override void Apply(FoldRows rows, float weight, int lag)
    {
        int columns = rows.Columns, parameters = columns - 1;
        for (int start = 0, state = 0; start < rows.Values.Length; start += columns, state += parameters)
        {
            float count = rows.Deltas[start + parameters] * weight;
            GradientFold.CompositeAdaGrad(
                rows.Values.Slice(start, parameters), rows.State.Slice(state, parameters), rows.Deltas.Slice(start, parameters), weight, _rate, _rate * _l1 * MathF.Max(0, count));
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{nameof(CompositeAdaGrad)}({_rate}, l1 {_l1})");
}
