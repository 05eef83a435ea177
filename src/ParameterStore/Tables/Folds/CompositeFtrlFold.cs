namespace ParameterStore;

/// <summary>
/// <see cref="Fold.CompositeFtrl"/>. State: z of every parameter, then n of every parameter, then how often the penalties have counted, a row at a time. What
/// that float cannot hold of the count stays in the row's last value: alone it would stop at 2²⁴, as would a worker's difference to such a number.
/// </summary>
internal sealed class CompositeFtrlFold(float alpha, float beta, float l1, float l2) : Fold
{
    private readonly FtrlNumbers _numbers = new(alpha, beta, l1, l2);

    internal override int ColumnsMin => 2;

    internal override int StateColumns(int columns) => (2 * (columns - 1)) + 1;

    internal override void Apply(FoldRows rows, float weight, int lag)
    {
        int columns = rows.Columns, parameters = columns - 1, stateColumns = StateColumns(columns);
        for (int start = 0, stateStart = 0; start < rows.Values.Length; start += columns, stateStart += stateColumns)
        {
            Span<float> state = rows.State.Slice(stateStart, stateColumns);
            ref float count = ref state[2 * parameters];
            Count(ref count, ref rows.Values[start + parameters], rows.Deltas[start + parameters] * weight);
            GradientFold.Ftrl(
                rows.Values.Slice(start, parameters),
                state[..parameters],
                state.Slice(parameters, parameters),
                rows.Deltas.Slice(start, parameters),
                weight,
                _numbers.Step(MathF.Max(0, count), startCount: 0));
        }
    }

    /// <summary>Compensated summation (Kahan, "Further remarks on reducing truncation errors", CACM 1965).</summary>
    private static void Count(ref float count, ref float rest, float pushed)
    {
        float before = count, added = rest + pushed;
        count = before + added;
        rest = added - (count - before);
    }

    public override string ToString() => nameof(CompositeFtrl) + _numbers;
}
