namespace ParameterStore;

/// <summary><see cref="Fold.Add"/>.</summary>
internal sealed class AddFold : Fold
{
    internal override bool IsAdditive => true;

    internal override void Apply(FoldRows rows, float weight, int lag) => RowFold.Add(rows.Values, rows.Deltas, weight);

    public override string ToString() => nameof(Add);
}
