namespace ParameterStore.Tests;

/// <summary>A fold as its formula is written down, a row or a value at a time: what the folds of the library are held to.</summary>
/// <param name="Fold">The fold of the library.</param>
/// <param name="Apply">Folds one row: row (replaced), its state (replaced), deltas, what was pulled (may be empty), weight, lag.</param>
internal sealed record PlainFold(Fold Fold, PlainFold.RowFormula Apply)
{
    internal PlainFold(Fold fold, Formula formula)
        : this(fold, Each(formula))
    {
    }

    internal delegate float Formula(float row, ref float state, float delta, float pulled, float weight, int lag);

    internal delegate void RowFormula(Span<float> row, Span<float> state, ReadOnlySpan<float> deltas, ReadOnlySpan<float> pulled, float weight, int lag);

    /// <summary>By name: one of each kind, and a combination.</summary>
    internal static IReadOnlyDictionary<string, PlainFold> All { get; } = new Dictionary<string, PlainFold>
    {
        ["add"] = new(Fold.Add, (float row, ref float _, float delta, float _, float weight, int _) => row + (weight * delta)),
        ["momentum"] = new(Fold.Momentum(0.9f), Momentum(0.9f)),
        ["negative momentum"] = new(Fold.Momentum(-0.3f), Momentum(-0.3f)),
        ["staleness-aware"] = new(Fold.StalenessAware(), (float row, ref float _, float delta, float _, float weight, int lag) => row + (weight / Math.Max(1, lag) * delta)),
        ["staleness-aware momentum"] = new(Fold.StalenessAware(Fold.Momentum(0.5f)), StalenessAware(Momentum(0.5f))),
        ["delay-compensated"] = new(Fold.DelayCompensated(0.04f, 0.1f), Compensated),
        ["adaptively delay-compensated"] = new(Fold.AdaptiveDelayCompensated(2, 0.1f), Adaptive),
        ["adagrad"] = new(Fold.AdaGrad(0.1f), AdaGrad),
        ["composite adagrad"] = new(Fold.CompositeAdaGrad(0.1f, 0.03f), CompositeAdaGrad),
        ["ftrl"] = new(Fold.Ftrl(0.1f, 1, 0.3f, 0.2f), (row, state, deltas, _, weight, _) => Ftrl(row, state, deltas, weight, 0.3f, 0.2f, 0.3f, 0.2f)),
        ["composite ftrl"] = new(Fold.CompositeFtrl(0.1f, 1, 0.3f, 0.2f), CompositeFtrl),
        ["adam"] = new(Fold.Adam(0.01f), Adam),
        ["staleness-aware adam"] = new(Fold.StalenessAware(Fold.Adam(0.01f, 0.5f, 0.75f)), (row, state, deltas, _, weight, lag) => Adam(row, state, deltas, weight / Math.Max(1, lag), 0.5f, 0.75f)),
    };

    /// <summary>Folds rows that lie one after the other.</summary>
    internal void ApplyAll(Span<float> rows, Span<float> state, ReadOnlySpan<float> deltas, ReadOnlySpan<float> pulled, int columns, float weight, int lag)
    {
        int beside = Fold.StateColumns(columns);
        for (int row = 0; row * columns < rows.Length; row++)
        {
            int start = row * columns;
            Apply(rows.Slice(start, columns), state.Slice(row * beside, beside), deltas.Slice(start, columns), pulled.IsEmpty ? [] : pulled.Slice(start, columns), weight, lag);
        }
    }

    private static RowFormula Each(Formula formula) => (row, state, deltas, pulled, weight, lag) =>
    {
        for (int i = 0; i < row.Length; i++)
        {
            float none = 0;
            row[i] = formula(row[i], ref state.IsEmpty ? ref none : ref state[i], deltas[i], pulled.IsEmpty ? 0 : pulled[i], weight, lag);
        }
    };

    // η = 0.1.
    private static float AdaGrad(float row, ref float squares, float delta, float pulled, float weight, int lag)
    {
        float d = delta * weight;
        squares += d * d;
        return row + (d * 0.1f / (MathF.Sqrt(squares) + 1e-8f));
    }

    // η = 0.1, λ1 = 0.03; the last value is the count of the push.
    private static void CompositeAdaGrad(Span<float> row, Span<float> squares, ReadOnlySpan<float> deltas, ReadOnlySpan<float> pulled, float weight, int lag)
    {
        float count = deltas[^1] * weight;
        for (int i = 0; i < row.Length - 1; i++)
        {
            float next = AdaGrad(row[i], ref squares[i], deltas[i], 0, weight, lag), off = 0.1f * 0.03f * Math.Max(0, count) / (MathF.Sqrt(squares[i]) + 1e-8f);
            if (squares[i] > 0)
                row[i] = MathF.Abs(next) <= off ? 0 : next > 0 ? next - off : next + off;
        }
    }

    // α = 0.1, β = 1.
    private static void Ftrl(Span<float> row, Span<float> state, ReadOnlySpan<float> deltas, float weight, float l1, float l2, float startL1, float startL2)
    {
        Span<float> z = state[..(state.Length / 2)], n = state[(state.Length / 2)..];
        for (int i = 0; i < z.Length; i++)
        {
            float g = -(deltas[i] * weight);
            if (n[i] == 0 && z[i] == 0 && row[i] != 0)
                z[i] = -((row[i] * ((1 / 0.1f) + startL2)) + (MathF.Sign(row[i]) * startL1));
            float square = n[i] + (g * g), sigma = (MathF.Sqrt(square) - MathF.Sqrt(n[i])) / 0.1f;
            z[i] += g - (sigma * row[i]);
            n[i] = square;
            row[i] = MathF.Abs(z[i]) <= l1 ? 0 : -(z[i] - (MathF.Sign(z[i]) * l1)) / (((1 + MathF.Sqrt(square)) / 0.1f) + l2);
        }
    }

    // λ1 = 0.3, λ2 = 0.2; the last value holds what the count's float cannot.
    private static void CompositeFtrl(Span<float> row, Span<float> state, ReadOnlySpan<float> deltas, ReadOnlySpan<float> pulled, float weight, int lag)
    {
        float added = row[^1] + (deltas[^1] * weight), before = state[^1], count = before + added;
        (state[^1], row[^1]) = (count, added - (count - before));
        Ftrl(row[..^1], state[..^1], deltas, weight, 0.3f * Math.Max(0, count), 0.2f * Math.Max(0, count), 0, 0);
    }

    private static void Adam(Span<float> row, Span<float> state, ReadOnlySpan<float> deltas, ReadOnlySpan<float> pulled, float weight, int lag) =>
        Adam(row, state, deltas, weight, 0.9f, 0.999f);

    // η = 0.01.
    private static void Adam(Span<float> row, Span<float> state, ReadOnlySpan<float> deltas, float weight, float beta1, float beta2)
    {
        Span<float> m = state[..row.Length], v = state.Slice(row.Length, row.Length), gathered = state[(2 * row.Length)..];
        gathered[0] = (beta1 * gathered[0]) + (1 - beta1);
        gathered[1] = (beta2 * gathered[1]) + (1 - beta2);
        for (int i = 0; i < row.Length; i++)
        {
            float d = deltas[i] * weight;
            m[i] = (beta1 * m[i]) + ((1 - beta1) * d);
            v[i] = (beta2 * v[i]) + ((1 - beta2) * (d * d));
            row[i] += m[i] / gathered[0] * 0.01f / (MathF.Sqrt(v[i] / gathered[1]) + 1e-8f);
        }
    }

    private static Formula Momentum(float mu) => (float row, ref float velocity, float delta, float _, float weight, int _) =>
    {
        velocity = (mu * velocity) + (weight * delta);
        return row + velocity;
    };

    private static Formula StalenessAware(Formula inner) => (float row, ref float state, float delta, float pulled, float weight, int lag) =>
        inner(row, ref state, delta, pulled, weight / Math.Max(1, lag), lag);

    // λ = 0.04, η = 0.1.
    private static float Compensated(float row, ref float state, float delta, float pulled, float weight, int lag)
    {
        float d = weight * delta, ratio = 0.04f / 0.1f;
        return row + (d - (d * d * ratio * (row - pulled)));
    }

    // λ₀ = 2, η = 0.1.
    private static float Adaptive(float row, ref float meanSquare, float delta, float pulled, float weight, int lag)
    {
        float d = weight * delta, gradient = d * (1 / 0.1f), ratio = 2 / 0.1f;
        meanSquare = (0.95f * meanSquare) + (0.05f * (gradient * gradient));
        return row + (d - (d * d * (ratio / MathF.Sqrt(meanSquare + 1e-7f)) * (row - pulled)));
    }
}
