namespace ParameterStore.Tests;

/// <summary>Two policies that take the same events, as a small world around the first draws them.</summary>
internal static class PolicyPair
{
    /// <returns>What the two decide differently; null if they do not.</returns>
    /// <param name="first">Decides what may happen.</param>
    /// <param name="second">Takes the same events.</param>
    /// <param name="choices">Which event is next.</param>
    /// <param name="ignored">Decisions of the second that the first cannot make.</param>
    /// <param name="fresh">What k-of-n is held to.</param>
    public static string? Walk(ISyncPolicy first, ISyncPolicy second, int[] choices, Predicate<SyncDecision>? ignored = null, FreshRules? fresh = null)
    {
        SyncTraits traits = first.Traits;
        var model = new PolicyModel(new(Workers: 5, Clocks: 6, traits.StalenessMax, traits.Apply, Comebacks: 2, Losses: 2, Stops: choices.Length % 3 == 1) { Fresh = fresh });
        var ofFirst = new List<SyncDecision>();
        var ofSecond = new List<SyncDecision>();
        for (int step = 0; ; step++)
        {
            List<SyncEvent> next = [.. model.Next()];
            if (next.Count == 0)
                return null;
            SyncEvent e = next[(int)((uint)(choices.Length == 0 ? step : choices[step % choices.Length] + step) % (uint)next.Count)] with { Sequence = step, Now = 1_000 * step };
            ofFirst.Clear();
            ofSecond.Clear();
            first.On(e, ofFirst);
            second.On(e, ofSecond);
            ofSecond.RemoveAll(ignored ?? (_ => false));
            if (!ofFirst.SequenceEqual(ofSecond))
                return $"{e}: {string.Join(", ", ofFirst)} differs from {string.Join(", ", ofSecond)}";
            model.Take(e, ofFirst).Should().BeNull();
        }
    }
}
