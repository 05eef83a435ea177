namespace Distributed.Simulation;

/// <summary>The loss against time, and when the target was reached: at the first of so many consecutive hits.</summary>
internal sealed class LossTracker(SimulationOptions options, IGradientLearner learner, IProgress<LossPoint>? progress)
{
    private readonly List<LossPoint> _points = [];
    private long _nextAt;
    private long _firstHit;
    private int _hits;

    internal IReadOnlyList<LossPoint> Points => _points;

    /// <summary>When the target was reached; null as long as it is not.</summary>
    internal long? ReachedAt { get; private set; }

    internal bool Diverged { get; private set; }

    /// <summary>Evaluates if it is time to, after so many applied pushes.</summary>
    internal void Look(VirtualStore store, long now)
    {
        if (store.Applied < _nextAt)
            return;
        _nextAt = store.Applied + options.EvaluationPushes;
        Evaluate(store, now);
    }

    /// <summary>Evaluates what nobody has looked at yet.</summary>
    internal void LookAtEnd(VirtualStore store, long now)
    {
        if (_points[^1].Pushes != store.Applied)
            Evaluate(store, now);
    }

    private void Evaluate(VirtualStore store, long now)
    {
        double loss = learner.Loss(store.Parameters);
        _points.Add(new(now, store.Applied, loss));
        progress?.Report(_points[^1]);
        Diverged |= !double.IsFinite(loss);
        if (options.Target is not double target || ReachedAt is not null)
            return;
        if (!(loss <= target))
        {
            _hits = 0;
            return;
        }

        if (_hits++ == 0)
            _firstHit = now;
        if (_hits == options.HitsInARow)
            ReachedAt = _firstHit;
    }
}
