namespace ParameterStore;

/// <summary><see cref="Fold.StalenessAware"/>.</summary>
internal sealed class StalenessAwareFold : Fold
{
    private readonly Fold _inner;

    internal StalenessAwareFold(Fold inner)
    {
        if (inner is StalenessAwareFold)
            throw new ArgumentException($"The fold {inner} is staleness-aware already; name it once.", nameof(inner));
        _inner = inner;
    }

    internal override bool NeedsPulled => _inner.NeedsPulled;

    internal override int StateColumns(int columns) => _inner.StateColumns(columns);

    internal override void Apply(FoldRows rows, float weight, int lag) => _inner.Apply(rows, lag > 1 ? weight / lag : weight, lag);

    public override string ToString() => $"{nameof(StalenessAware)}({_inner})";
}
