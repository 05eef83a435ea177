using System.Globalization;

namespace ParameterStore;

/// <summary><see cref="SyncPolicy.EagerStaleness"/>.</summary>
internal sealed class EagerStalenessChoice(int staleness) : SyncPolicy
{
    internal static PolicyForm Form { get; } = new(
        "essp",
        $"essp:S (S clocks of staleness, 0 to {StalenessLimit})",
        arguments => arguments is [string number] && PolicyForm.Whole(number, 0, StalenessLimit) is { } staleness ? EagerStaleness(staleness) : null);

    public override ISyncPolicy Create() => new EagerStalenessPolicy(staleness);

    public override string ToString() => $"essp:{staleness.ToString(CultureInfo.InvariantCulture)}";
}
