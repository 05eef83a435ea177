using ParameterStore;

namespace Redis.ParameterStore.Tests;

/// <summary>A staleness that tunes itself after every clock, for worlds that are over in a few.</summary>
internal sealed class QuickTuning(int start, int max) : SyncPolicy
{
    public override ISyncPolicy Create() => new AutoStalenessPolicy(start, max, 0, new(PushesEach: 1, Clocks: 1, Rests: 2));

    public override string ToString() => FormattableString.Invariant($"quicktuning:{start},{max}");
}
