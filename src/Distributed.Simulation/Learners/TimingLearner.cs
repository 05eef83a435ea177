namespace Distributed.Simulation;

/// <summary>Learns nothing, with messages of given sizes: for runs that are about times only.</summary>
internal sealed class TimingLearner(long pullBytes, long pushBytes) : IGradientLearner
{
    public int Size => 1;

    public int RowSize => 1;

    public long PullBytes => pullBytes;

    public long PushBytes => pushBytes;

    public void Start(Span<float> parameters) => parameters.Clear();

    public void Step(ReadOnlySpan<float> parameters, in BatchId batch, float step, UpdateBuilder into)
    {
    }

    public double Loss(ReadOnlySpan<float> parameters) => 0;
}
