namespace ParameterStore;

/// <summary><see cref="Fold.CompositeFtrl"/>. State: z of every parameter, then n of every parameter, a row at a time.</summary>
internal sealed class CompositeFtrlFold(float alpha, float beta, float l1, float l2) : Fold
{
    private readonly FtrlNumbers _numbers = new(alpha, beta, l1, l2);

    internal override int ColumnsMin => 2;

    internal override int StateColumns(int columns) => 2 * (columns - 1);

    internal override void Apply(FoldRows rows, float weight, int lag)
    {
        int columns = rows.Columns, parameters = columns - 1;
        for (int start = 0, stateStart = 0; start < rows.Values.Length; start += columns, stateStart += 2 * parameters)
        {
            ref float count = ref rows.Values[start + parameters];
            count += rows.Deltas[start + parameters] * weight;
            Span<float> state = rows.State.Slice(stateStart, 2 * parameters);
            GradientFold.Ftrl(
                rows.Values.Slice(start, parameters), state[..parameters], state[parameters..], rows.Deltas.Slice(start, parameters), weight, _numbers.Step(MathF.Max(0, count), startCount: 0));
        }
    }

    public override string ToString() => nameof(CompositeFtrl) + _numbers;
}
