namespace ParameterStore;

/// <summary><see cref="Fold.AdaptiveDelayCompensated"/>. State: the mean square of the gradients.</summary>
internal sealed class AdaptiveDelayCompensatedFold(float lambda, float step) : Fold
{
    private readonly CompensationStrength _strength = new(lambda, step);

    internal override bool NeedsPulled => _strength.Lambda > 0;

    internal override int StateColumns(int columns) => NeedsPulled ? columns : 0;

    internal override void Apply(FoldRows rows, float weight, int lag)
    {
        if (NeedsPulled)
            RowFold.AdaptiveDelayCompensated(rows, weight, _strength.Ratio, 1 / _strength.Step);
        else
            RowFold.Add(rows.Values, rows.Deltas, weight);
    }

    public override string ToString() => nameof(AdaptiveDelayCompensated) + _strength;
}
