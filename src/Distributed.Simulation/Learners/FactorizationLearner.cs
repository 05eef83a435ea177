using Distributed.Learning;

namespace Distributed.Simulation;

/// <summary>
/// Matrix factorization with biases: a row of rank + 1 parameters a user and an item, the bias last. A batch is a pass of single steps over its
/// ratings from what was pulled; what changed is pushed. Loss: RMSE of the ratings held out.
/// </summary>
internal sealed class FactorizationLearner : IGradientLearner
{
    private const int EvaluatedMax = 5_000;
    private const ulong StartSeed = 17;

    private readonly RatingExamples _ratings;
    private readonly int _rank;
    private readonly int _batch;
    private readonly float _lambda;
    private readonly float _mean;

    internal FactorizationLearner(RatingExamples ratings, int rank, int batch, double lambda)
    {
        (_ratings, _rank, _batch, _lambda) = (ratings, rank, batch, (float)lambda);
        double sum = 0;
        for (int i = 0; i < ratings.Trained; i++)
            sum += ratings.Values[i];
        _mean = (float)(sum / ratings.Trained);
    }

    public int Size => (_ratings.UserCount + _ratings.ItemCount) * RowSize;

    public int RowSize => _rank + 1;

    public long PullBytes => sizeof(float) * Math.Min(Size, 2L * _batch * RowSize);

    public long PushBytes => PullBytes;

    public void Start(Span<float> parameters)
    {
        float width = (float)(0.4 / Math.Sqrt(_rank));
        for (int i = 0; i < parameters.Length; i++)
            parameters[i] = i % RowSize == _rank ? 0 : (Mix.Unit(Mix.Hash(StartSeed, (uint)i)) - 0.5f) * width;
    }

    public void Step(ReadOnlySpan<float> parameters, in BatchId id, float step, UpdateBuilder into)
    {
        for (int i = 0; i < _batch; i++)
        {
            int rating = Draws.Below(id.Stream, (uint)i, _ratings.Trained);
            int user = _ratings.Users[rating], item = _ratings.UserCount + _ratings.Items[rating];
            Span<float> userChange = into.Row(user), itemChange = into.Row(item);
            ReadOnlySpan<float> p = Row(parameters, user), q = Row(parameters, item);
            float predicted = _mean + (p[_rank] + userChange[_rank]) + (q[_rank] + itemChange[_rank]);
            for (int k = 0; k < _rank; k++)
                predicted += (p[k] + userChange[k]) * (q[k] + itemChange[k]);
            float error = _ratings.Values[rating] - predicted;
            for (int k = 0; k < _rank; k++)
            {
                float x = p[k] + userChange[k], y = q[k] + itemChange[k];
                userChange[k] += step * ((error * y) - (_lambda * x));
                itemChange[k] += step * ((error * x) - (_lambda * y));
            }

            userChange[_rank] += step * (error - (_lambda * (p[_rank] + userChange[_rank])));
            itemChange[_rank] += step * (error - (_lambda * (q[_rank] + itemChange[_rank])));
        }
    }

    public double Loss(ReadOnlySpan<float> parameters)
    {
        int from = _ratings.HeldOut == 0 ? 0 : _ratings.Trained;
        int count = Math.Min(_ratings.Values.Length - from, EvaluatedMax);
        double sum = 0;
        for (int i = from; i < from + count; i++)
        {
            ReadOnlySpan<float> p = Row(parameters, _ratings.Users[i]), q = Row(parameters, _ratings.UserCount + _ratings.Items[i]);
            float predicted = _mean + p[_rank] + q[_rank];
            for (int k = 0; k < _rank; k++)
                predicted += p[k] * q[k];
            double error = _ratings.Values[i] - predicted;
            sum += error * error;
        }

        return Math.Sqrt(sum / count);
    }

    private ReadOnlySpan<float> Row(ReadOnlySpan<float> parameters, int row) => parameters.Slice(row * RowSize, RowSize);
}
