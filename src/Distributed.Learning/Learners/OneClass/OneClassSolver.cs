namespace Distributed.Learning;

/// <summary>
/// Least squares for one row p: (λI + αG + (1 − α) Σ_observed q qᵀ) p = αc s + (1 − αc) Σ_observed q, where G = Σ q qᵀ and s = Σ q run over all
/// rows of the other axis and are made once, so that pairs that are not observed cost nothing each. A few conjugate gradient steps from where
/// the row was (Takács, Pilászy, Tikk, "Applications of the conjugate gradient method for implicit feedback collaborative filtering", RecSys 2011).
/// </summary>
internal sealed class OneClassSolver<TLanes, TRounding> : IOneClassSolver
    where TLanes : struct, ILanes<TLanes>
    where TRounding : struct, IRounding
{
    /// <summary>The row was near its solution already, an epoch ago.</summary>
    private const int Steps = 4;

    /// <summary>A residual this much smaller than the right-hand side, squared, is rounding.</summary>
    private const float Negligible = 1e-12f;

    /// <summary>Rows that are added to the Gramian at once.</summary>
    private const int Panel = 16;

    private readonly int _rank, _columns;
    private readonly float _alpha, _target, _regularization;
    private readonly float[] _system, _right, _residual, _direction, _image;
    private int _others;

    internal OneClassSolver(MatrixFactorizationSettings settings, OneClass loss)
    {
        _rank = settings.Rank;
        _columns = FactorLayout.Columns(settings.Rank);
        (_alpha, _target, _regularization) = (loss.Alpha, loss.Target, settings.Regularization);
        _system = new float[_rank * _columns];
        _right = new float[_columns];
        _residual = new float[_columns];
        _direction = new float[_columns];
        _image = new float[_columns];
    }

    public void Prepare(ReadOnlySpan<float> others)
    {
        _others = others.Length / _columns;
        Array.Clear(_system);
        Array.Clear(_right);
        for (int row = 0; row < _others; row += Panel)
            AddPanel(others.Slice(row * _columns, Math.Min(Panel, _others - row) * _columns));
        for (int k = 0; k < _rank; k++)
            _system[(k * _columns) + k] += _regularization;
    }

    public double Solve(Span<float> row, ReadOnlySpan<int> observed, ReadOnlySpan<float> others)
    {
        _right.CopyTo(_residual, 0);
        ObservedRows<TLanes, TRounding>.Add(1 - (_alpha * _target), observed, others, _residual);
        float scale = LaneVectors<TLanes, TRounding>.Dot(_residual, _residual);
        double loss = Apply(row, observed, others);
        LaneVectors<TLanes, TRounding>.Add(-1, _image, _residual);
        Descend(row, observed, others, scale * Negligible);
        return loss;
    }

    private void Descend(Span<float> row, ReadOnlySpan<int> observed, ReadOnlySpan<float> others, float negligible)
    {
        _residual.CopyTo(_direction, 0);
        float squares = LaneVectors<TLanes, TRounding>.Dot(_residual, _residual);
        for (int step = 0; step < Steps && squares > negligible; step++)
        {
            Apply(_direction, observed, others);
            float length = squares / LaneVectors<TLanes, TRounding>.Dot(_direction, _image);
            LaneVectors<TLanes, TRounding>.Add(length, _direction, row);
            LaneVectors<TLanes, TRounding>.Add(-length, _image, _residual);
            float left = LaneVectors<TLanes, TRounding>.Dot(_residual, _residual);
            LaneVectors<TLanes, TRounding>.AddTo(_residual, left / squares, _direction);
            squares = left;
        }
    }

    /// <summary>The matrix times x, into the image.</summary>
    /// <returns>The loss that a row x has.</returns>
    private double Apply(ReadOnlySpan<float> x, ReadOnlySpan<int> observed, ReadOnlySpan<float> others)
    {
        Array.Clear(_image);
        LaneVectors<TLanes, TRounding>.AddRows(x[.._rank], _system, _image);
        double all = LaneVectors<TLanes, TRounding>.Dot(_image, x) - (_regularization * LaneVectors<TLanes, TRounding>.Dot(x, x));
        double towards = LaneVectors<TLanes, TRounding>.Dot(_right, x);
        (double scores, double squares) = ObservedRows<TLanes, TRounding>.AddScored(1 - _alpha, x, observed, others, _image);
        double missing = (_target * ((double)_target * observed.Length)) - (2 * _target * scores) + squares;
        return observed.Length - (2 * scores) + squares + all - (2 * towards) + (_alpha * (((double)_target * _target * _others) - missing));
    }

    /// <summary>Adds some rows of the other axis to G and s.</summary>
    private void AddPanel(ReadOnlySpan<float> panel)
    {
        Span<float> scales = stackalloc float[Panel];
        scales = scales[..(panel.Length / _columns)];
        scales.Fill(_alpha * _target);
        LaneVectors<TLanes, TRounding>.AddRows(scales, panel, _right);
        for (int k = 0; k < _rank; k++)
        {
            for (int row = 0; row < scales.Length; row++)
                scales[row] = _alpha * panel[(row * _columns) + k];
            LaneVectors<TLanes, TRounding>.AddRows(scales, panel, _system.AsSpan(k * _columns, _columns));
        }
    }
}
