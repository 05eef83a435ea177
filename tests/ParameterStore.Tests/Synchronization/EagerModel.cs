namespace ParameterStore.Tests;

/// <summary>What pulls must find under eager staleness, from all pushes that there were.</summary>
internal sealed class EagerModel(int staleness)
{
    private readonly List<AttemptId> _pushes = [];

    // How many pushes there were when each clock became the minimum.
    private readonly List<int> _rises = [0];

    public EagerModel Copy()
    {
        var copy = new EagerModel(staleness);
        copy._pushes.AddRange(_pushes);
        copy._rises.AddRange(_rises.Skip(1));
        return copy;
    }

    public void Pushed(AttemptId attempt) => _pushes.Add(attempt);

    public void RoseTo(int min)
    {
        while (_rises.Count <= min)
            _rises.Add(_pushes.Count);
    }

    /// <summary>The version that has all pushes of clocks more than the staleness below an attempt's, and those of its seat.</summary>
    public int Needed(AttemptId attempt)
    {
        int own = 1 + _pushes.FindLastIndex(push => push.Worker.Seat == attempt.Worker.Seat);
        int needed = Math.Max(own, _rises[Math.Max(0, attempt.Clock - staleness)]);
        _pushes.Skip(needed).Should().NotContain(push => push.Clock < attempt.Clock - staleness, "that is the guarantee");
        return needed;
    }
}
