namespace Distributed.Simulation;

/// <summary>Logistic regression on sparse features, a row a feature and the bias as the last row; loss: mean log loss in nats.</summary>
internal sealed class SparseLogisticLearner(SparseExamples examples, int batch) : IGradientLearner
{
    private const int EvaluatedMax = 2_000;

    private readonly long _bytes = Math.Min(
        (sizeof(int) + sizeof(float)) * (((long)examples.Indices.Length * batch / examples.Count) + 1),
        sizeof(float) * (examples.Width + 1L));

    public int Size => examples.Width + 1;

    public int RowSize => 1;

    public long PullBytes => _bytes;

    public long PushBytes => _bytes;

    public void Start(Span<float> parameters) => parameters.Clear();

    public void Step(ReadOnlySpan<float> parameters, in BatchId id, float step, UpdateBuilder into)
    {
        for (int i = 0; i < batch; i++)
        {
            int example = Draws.Below(id.Stream, (uint)i, examples.Count);
            ReadOnlySpan<int> indices = examples.IndicesOf(example);
            ReadOnlySpan<float> values = examples.ValuesOf(example);
            float pull = (float)(examples.Labels[example] - ExactMath.Sigmoid(Margin(parameters, indices, values)));
            float rate = step * pull / batch;
            for (int j = 0; j < indices.Length; j++)
                into.Row(indices[j])[0] += rate * values[j];
            into.Row(examples.Width)[0] += rate;
        }
    }

    public double Loss(ReadOnlySpan<float> parameters)
    {
        int count = Math.Min(examples.Count, EvaluatedMax);
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            double margin = Margin(parameters, examples.IndicesOf(i), examples.ValuesOf(i));
            sum += ExactMath.LogOnePlusExp(examples.Labels[i] == 1 ? -margin : margin);
        }

        return sum / count;
    }

    private static double Margin(ReadOnlySpan<float> parameters, ReadOnlySpan<int> indices, ReadOnlySpan<float> values)
    {
        float sum = parameters[^1];
        for (int j = 0; j < indices.Length; j++)
            sum += parameters[indices[j]] * values[j];
        return sum;
    }
}
