namespace ParameterStore;

/// <summary><see cref="Fold.DelayCompensated"/>.</summary>
internal sealed class DelayCompensatedFold(float lambda, float step) : Fold
{
    private readonly CompensationStrength _strength = new(lambda, step);

    internal override bool NeedsPulled => _strength.Lambda > 0;

    internal override void Apply(FoldRows rows, float weight, int lag)
    {
        if (NeedsPulled)
            RowFold.DelayCompensated(rows.Values, rows.Deltas, rows.Pulled, weight, _strength.Ratio);
        else
            RowFold.Add(rows.Values, rows.Deltas, weight);
    }

    public override string ToString() => nameof(DelayCompensated) + _strength;
}
