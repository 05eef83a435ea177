using System.Numerics.Tensors;
using ParameterStore;

namespace Distributed.Learning;

/// <summary>One worker of a <see cref="GradientLearner{TGradient}"/>: sums up gradients over a clock's blocks, at what was pulled, and writes the step with the last.</summary>
internal sealed class GradientWorker<TGradient> : ILearnerWorker
    where TGradient : struct, ILinearGradient
{
    /// <summary>About a tenth of a millisecond's work between two looks for an abort.</summary>
    private const int RunsBetweenLooks = 32;

    private readonly GradientLearner<TGradient> _learner;
    private readonly TableId _weights;
    private readonly TableId _biases;
    private readonly FeatureRows? _rows;
    private readonly RowSet _all;
    private readonly float[] _packed;
    private readonly float[] _gradient;
    private readonly float[] _biasGradient;
    private double _weight;
    private bool _isCleared = true;

    internal GradientWorker(GradientLearner<TGradient> learner, TableId weights, TableId biases)
    {
        (_learner, _weights, _biases) = (learner, weights, biases);
        GradientLayout layout = learner.Layout;
        _all = RowSet.Of(TableRows.All(weights, layout.Rows), TableRows.All(biases, 1));
        _packed = layout.HasCounts ? new float[layout.Rows * layout.Width] : [];
        _gradient = new float[layout.Rows * layout.Width];
        _biasGradient = new float[layout.Classes];
        _rows = layout.IsWhole ? null : new FeatureRows(learner.Examples, layout, learner.Reciprocals);
    }

    private ReadOnlySpan<RowRange> Ranges => _rows is null ? _all.Tables[0].Ranges : _rows.Ranges;

    public RowSet RowsOf(ReadOnlyMemory<BlockId> blocks)
    {
        if (_rows is null)
            return _all;
        _rows.Clear();
        foreach (BlockId block in blocks.Span)
            for (int number = 0; number < _learner.Blocks.RunsOf(block); number++)
                _rows.Mark(_learner.Blocks.Run(block, number));
        return RowSet.Of(_rows.Collect(_weights), TableRows.All(_biases, 1));
    }

    public BlockLoss Run(BlockId block, WorkerSession session)
    {
        Span<float> table = session.Open(_weights).Values, biases = session.Open(_biases).Values;
        if (block == session.Blocks[0])
            Begin(table);

        // Nothing is written before the last block is done, so this is what was pulled.
        var at = new LinearPoint(_packed.Length > 0 ? _packed : table, biases, _learner.Layout.Stride);
        var gradient = new LinearPoint(_gradient, _biasGradient, _learner.Layout.Stride);
        var sum = default(LossSum);
        int examples = 0, runs = _learner.Blocks.RunsOf(block);
        for (int number = 0; number < runs; number++)
        {
            if (number % RunsBetweenLooks == RunsBetweenLooks - 1 && session.IsAborted)
                return default;
            (int first, int count) = _learner.Blocks.Run(block, number);
            sum += _learner.Gradient.Add(_learner.Examples, first, count, at, gradient);
            examples += count;
        }

        _weight += sum.Weight;
        if (block == session.Blocks[^1] && _weight > 0)
            Write(table, biases, session.StepScale * _learner.Plan.DecayAt(block));
        return new(sum.Loss / _learner.MeanWeight, examples);
    }

    private void Begin(ReadOnlySpan<float> table)
    {
        GradientLayout layout = _learner.Layout;
        _weight = 0;
        _biasGradient.AsSpan().Clear();

        // What was given up has left something behind.
        if (!_isCleared)
            _gradient.AsSpan().Clear();
        _isCleared = false;
        if (_packed.Length > 0)
            foreach (RowRange range in Ranges)
                layout.Pack(table, _packed, range.Start, range.End);
    }

    /// <summary>The step of rate 1, or of the rate where the fold has none: −scale × (mean gradient + λ2 w).</summary>
    private void Write(Span<float> table, Span<float> biases, float scale)
    {
        var step = new GradientStep(_learner.Layout, -(float)(scale * _learner.Plan.PushRate / _weight), (float)(_learner.Plan.GradientL2 * _weight), scale);
        if (_rows is { BearsPenalties: true })
            step.WriteSingles(Ranges, _gradient, _rows.Penalties, (float)(1 / _weight), table);
        else
            step.Write(Ranges, _gradient, table);
        _isCleared = true;
        if (_learner.Plan.Task.Objective.Bias)
            TensorPrimitives.MultiplyAdd(_biasGradient, -(float)(scale * _learner.Plan.BiasPushRate / _weight), biases, biases);
    }
}
