using System.Globalization;
using System.Text;

namespace ParameterStore.Tests;

/// <summary>
/// What a policy that tunes its own staleness asks for and says. Which staleness it is at follows from the step scale that it announces, so that what it
/// announces is held against whom it lets through.
/// </summary>
internal sealed class TuningModel(int start, int max)
{
    // Enough for a fall and a rise.
    private static readonly double[] _losses = [1, 2];

    private readonly float[] _scales = [.. Enumerable.Range(0, max + 1).Select(s => (float)Math.Sqrt((start + 1.0) / (s + 1.0)))];
    private long _asked;
    private long? _wanted;

    public int Staleness { get; private set; } = start;

    public TuningModel Copy() => (TuningModel)MemberwiseClone();

    public void AppendKey(StringBuilder key) => key.Append(CultureInfo.InvariantCulture, $"{_asked},{_wanted},{Staleness};");

    public IEnumerable<SyncEvent> Next() => _wanted is { } id ? _losses.Select(loss => SyncEvent.Measured(id, loss)) : [];

    public void Measured(long id) => _wanted = _wanted == id ? null : throw new InvalidOperationException($"the measure {id} was not wanted");

    public string? Check(SyncDecision d)
    {
        if (d.Kind == SyncDecisionKind.Measure)
        {
            bool isNext = _wanted is null && d.Id == _asked + 1;
            (_asked, _wanted) = (d.Id, d.Id);
            return isNext ? null : $"the measure {d.Id} is asked for, after {_asked}";
        }

        int before = Staleness;
        Staleness = Array.IndexOf(_scales, d.Weight);
        return Staleness < 0 || Staleness == before ? $"steps are scaled by {d.Weight}, which is no other staleness" : null;
    }
}
