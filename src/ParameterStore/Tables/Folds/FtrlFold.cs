namespace ParameterStore;

/// <summary><see cref="Fold.Ftrl"/>. State: z of every value, then n of every value, a row at a time.</summary>
internal sealed class FtrlFold(float alpha, float beta, float l1, float l2) : Fold
{
    private readonly FtrlNumbers _numbers = new(alpha, beta, l1, l2);

    internal override int StateColumns(int columns) => 2 * columns;

    internal override void Apply(FoldRows rows, float weight, int lag)
    {
        int columns = rows.Columns;
        FtrlStep step = _numbers.Step(count: 1, startCount: 1);
        for (int start = 0; start < rows.Values.Length; start += columns)
        {
            Span<float> state = rows.State.Slice(2 * start, 2 * columns);
            GradientFold.Ftrl(rows.Values.Slice(start, columns), state[..columns], state[columns..], rows.Deltas.Slice(start, columns), weight, step);
        }
    }

    public override string ToString() => nameof(Ftrl) + _numbers;
}
