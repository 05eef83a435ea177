using Distributed.Learning;

namespace Distributed.Simulation;

/// <summary>
/// A multilayer perceptron: rectified hidden layers and a softmax over the classes. Layers follow one another in the parameters, each with its
/// weights, output after output, and then its biases. The gradient's norm is clipped. Loss: mean cross-entropy in nats.
/// </summary>
internal sealed class PerceptronLearner : IGradientLearner
{
    private const int EvaluatedMax = 1_000;
    private const double NormMax = 5;
    private const ulong StartSeed = 19;

    private readonly DenseExamples _examples;
    private readonly int[] _widths;
    private readonly int _batch;

    /// <param name="examples">Their labels are classes from 0.</param>
    /// <param name="hidden">Widths of the hidden layers.</param>
    /// <param name="batch">Examples of a clock.</param>
    internal PerceptronLearner(DenseExamples examples, IReadOnlyList<int> hidden, int batch)
    {
        (_examples, _batch) = (examples, batch);
        _widths = [examples.Width, .. hidden, examples.Labels.Max() + 1];
        for (int layer = 1; layer < _widths.Length; layer++)
            Size += (_widths[layer - 1] + 1) * _widths[layer];
    }

    public int Size { get; }

    public int RowSize => Size;

    public long PullBytes => sizeof(float) * (long)Size;

    public long PushBytes => PullBytes;

    public void Start(Span<float> parameters)
    {
        int at = 0;
        for (int layer = 1; layer < _widths.Length; layer++)
        {
            int weights = _widths[layer - 1] * _widths[layer];
            float width = (float)(2 * Math.Sqrt(6.0 / _widths[layer - 1]));
            for (int end = at + weights; at < end; at++)
                parameters[at] = (Mix.Unit(Mix.Hash(StartSeed, (uint)at)) - 0.5f) * width;
            parameters.Slice(at, _widths[layer]).Clear();
            at += _widths[layer];
        }
    }

    public void Step(ReadOnlySpan<float> parameters, in BatchId id, float step, UpdateBuilder into)
    {
        Span<float> change = into.Row(0);
        float[][] values = Layers(), slopes = Layers();
        for (int i = 0; i < _batch; i++)
        {
            int example = Draws.Below(id.Stream, (uint)i, _examples.Count);
            Forward(parameters, example, values);
            float[] outputs = slopes[^1];
            double normalizer = Softmax(values[^1]);
            for (int j = 0; j < outputs.Length; j++)
                outputs[j] = (float)((ExactMath.Exp(values[^1][j]) / normalizer) - (j == _examples.Labels[example] ? 1 : 0)) / _batch;
            Backward(parameters, values, slopes, change);
        }

        Scale(change, step);
    }

    public double Loss(ReadOnlySpan<float> parameters)
    {
        float[][] values = Layers();
        int count = Math.Min(_examples.Count, EvaluatedMax);
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            Forward(parameters, i, values);
            sum += ExactMath.Log(Softmax(values[^1])) - values[^1][_examples.Labels[i]];
        }

        return sum / count;
    }

    private float[][] Layers() => [.. _widths.Select(width => new float[width])];

    private void Forward(ReadOnlySpan<float> parameters, int example, float[][] values)
    {
        _examples.Row(example).CopyTo(values[0]);
        int at = 0;
        for (int layer = 1; layer < _widths.Length; layer++)
        {
            float[] from = values[layer - 1], to = values[layer];
            int biases = at + (from.Length * to.Length);
            bool isLast = layer == _widths.Length - 1;
            for (int j = 0; j < to.Length; j++)
            {
                float sum = parameters[biases + j] + LaneSums.Dot(from, parameters.Slice(at + (j * from.Length), from.Length));
                to[j] = isLast || sum > 0 ? sum : 0;
            }

            at = biases + to.Length;
        }
    }

    // Adds the gradient of one example to the change; the slopes of the outputs are given.
    private void Backward(ReadOnlySpan<float> parameters, float[][] values, float[][] slopes, Span<float> change)
    {
        int end = Size;
        for (int layer = _widths.Length - 1; layer >= 1; layer--)
        {
            float[] from = values[layer - 1], above = slopes[layer], below = slopes[layer - 1];
            int biases = end - above.Length;
            int at = end = biases - (from.Length * above.Length);
            Array.Clear(below);
            for (int j = 0; j < above.Length; j++, at += from.Length)
            {
                float slope = above[j];
                if (slope == 0)
                    continue;
                change[biases + j] += slope;
                LaneSums.AddTo(change.Slice(at, from.Length), slope, from);

                // Nobody asks for the slopes of the inputs.
                if (layer > 1)
                    LaneSums.AddTo(below, slope, parameters.Slice(at, from.Length));
            }

            for (int i = 0; i < from.Length; i++)
                below[i] = from[i] > 0 ? below[i] : 0;
        }
    }

    // Moves the outputs so that their largest is 0, and sums their exponentials.
    private static double Softmax(float[] outputs)
    {
        float largest = outputs[0];
        foreach (float output in outputs)
            largest = output > largest ? output : largest;
        double sum = 0;
        for (int j = 0; j < outputs.Length; j++)
        {
            outputs[j] -= largest;
            sum += ExactMath.Exp(outputs[j]);
        }

        return sum;
    }

    private static void Scale(Span<float> gradient, float step)
    {
        double squares = 0;
        foreach (float x in gradient)
            squares += (double)x * x;
        double norm = Math.Sqrt(squares);
        float factor = (float)(norm > NormMax ? -step * NormMax / norm : -step);
        foreach (ref float x in gradient)
            x *= factor;
    }
}
