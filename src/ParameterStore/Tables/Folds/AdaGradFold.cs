using System.Globalization;

namespace ParameterStore;

/// <summary><see cref="Fold.AdaGrad"/>. State: the sum of the squared gradients.</summary>
internal sealed class AdaGradFold(float rate) : Fold
{
    private readonly float _rate = FoldNumber.Rate(rate, nameof(rate));

    internal override int StateColumns(int columns) => columns;

    internal override void Apply(FoldRows rows, float weight, int lag) => GradientFold.AdaGrad(rows.Values, rows.State, rows.Deltas, weight, _rate);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{nameof(AdaGrad)}({_rate})");
}
