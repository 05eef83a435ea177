namespace Distributed.Simulation;

/// <summary>Logistic regression on dense features, with a bias as its last parameter; loss: mean log loss in nats.</summary>
internal sealed class LogisticLearner(DenseExamples examples, int batch) : IGradientLearner
{
    private const int EvaluatedMax = 2_000;

    public int Size => examples.Width + 1;

    public int RowSize => Size;

    public long PullBytes => sizeof(float) * (long)Size;

    public long PushBytes => PullBytes;

    public void Start(Span<float> parameters) => parameters.Clear();

    public void Step(ReadOnlySpan<float> parameters, in BatchId id, float step, UpdateBuilder into)
    {
        Span<float> change = into.Row(0);
        for (int i = 0; i < batch; i++)
        {
            int example = Draws.Below(id.Stream, (uint)i, examples.Count);
            ReadOnlySpan<float> x = examples.Row(example);
            float pull = (float)(examples.Labels[example] - ExactMath.Sigmoid(Margin(parameters, x)));
            float rate = step * pull / batch;
            LaneSums.AddTo(change, rate, x);
            change[x.Length] += rate;
        }
    }

    public double Loss(ReadOnlySpan<float> parameters)
    {
        int count = Math.Min(examples.Count, EvaluatedMax);
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            double margin = Margin(parameters, examples.Row(i));
            sum += ExactMath.LogOnePlusExp(examples.Labels[i] == 1 ? -margin : margin);
        }

        return sum / count;
    }

    private static double Margin(ReadOnlySpan<float> parameters, ReadOnlySpan<float> x) => parameters[x.Length] + LaneSums.Dot(x, parameters);
}
