namespace Distributed.Simulation.Tests;

/// <summary>
/// Distances to drawn points, one coordinate at a time: convex, with gradients of length 1, and a minimum that is known exactly (medians). Notes
/// what every update was computed from, so that the regret can be summed up.
/// </summary>
internal sealed class DistanceLearner(int size) : IGradientLearner
{
    private readonly List<(int Coordinate, float Point, float At)> _seen = [];

    // the points lie in 0 … 1, and so does the best place
    private double _lowest;
    private double _highest = 1;

    /// <summary>How far any two values of a coordinate were apart, at most.</summary>
    internal double Span => _highest - _lowest;

    internal int Updates => _seen.Count;

    public int Size => size;

    public int RowSize => 1;

    public long PullBytes => sizeof(float) * size;

    public long PushBytes => sizeof(float);

    public void Start(Span<float> parameters) => parameters.Clear();

    public void Step(ReadOnlySpan<float> parameters, in BatchId batch, float step, UpdateBuilder into)
    {
        int coordinate = Draws.Below(batch.Stream, 0, size);
        float point = (float)Draws.Unit(batch.Stream, 1);
        float at = parameters[coordinate];
        _seen.Add((coordinate, point, at));
        foreach (float value in parameters)
            (_lowest, _highest) = (Math.Min(_lowest, value), Math.Max(_highest, value));
        into.Row(coordinate)[0] -= step * Math.Sign(at - point);
    }

    public double Loss(ReadOnlySpan<float> parameters) => 0;

    /// <summary>What the updates lost at the parameters that they saw, less what the best parameters in hindsight lose.</summary>
    internal double Regret() => _seen.Sum(each => (double)Math.Abs(each.At - each.Point)) - _seen.GroupBy(each => each.Coordinate).Sum(LeastLoss);

    private static double LeastLoss(IEnumerable<(int Coordinate, float Point, float At)> seen)
    {
        float[] points = [.. seen.Select(each => each.Point).Order()];
        return points.Sum(point => (double)Math.Abs(point - points[points.Length / 2]));
    }
}
