using System.Globalization;

namespace ParameterStore;

/// <summary><see cref="SyncPolicy.BoundedStaleness"/> and <see cref="SyncPolicy.Asynchronous"/>.</summary>
internal sealed class BoundedStalenessChoice(int staleness) : SyncPolicy
{
    internal static PolicyForm Bounded { get; } = new(
        "ssp",
        $"ssp:S (S clocks of staleness, 0 to {StalenessLimit})",
        arguments => arguments is [string number] && PolicyForm.Whole(number, 0, StalenessLimit) is { } staleness ? BoundedStaleness(staleness) : null);

    internal static PolicyForm Unbounded { get; } = new("asp", "asp", arguments => arguments.Length == 0 ? Asynchronous : null);

    public override ISyncPolicy Create() => new BoundedStalenessPolicy(staleness);

    public override string ToString() => staleness == int.MaxValue ? "asp" : $"ssp:{staleness.ToString(CultureInfo.InvariantCulture)}";
}
