using System.Globalization;

namespace ParameterStore;

/// <summary><see cref="SyncPolicy.AutoStaleness"/>.</summary>
internal sealed class AutoStalenessChoice(int start, int max, double floor) : SyncPolicy
{
    /// <summary>That of <see cref="JobOptions.Synchronization"/>.</summary>
    internal const int StartDefault = 3;

    /// <summary>Beyond it, little was ever gained.</summary>
    internal const int MaxDefault = 16;

    /// <summary>The largest lower bound of a loss.</summary>
    internal const double FloorMax = 1_000_000_000;

    private const string Name = "autostaleness";

    internal static PolicyForm Form { get; } = new(
        Name,
        $"{Name}:S,MAX,FLOOR (S clocks of staleness to begin with, up to MAX, 0 to {StalenessLimit}; FLOOR, 0 to {FloorMax:0}, is what no loss can be under; {StartDefault},{MaxDefault},0 if left out)",
        arguments => arguments switch
        {
            [] => AutoStaleness(),
            [string start, string max] => Of(start, max, "0"),
            [string start, string max, string floor] => Of(start, max, floor),
            _ => null,
        });

    public override ISyncPolicy Create() => new AutoStalenessPolicy(start, max, floor, TuningWindow.Default);

    public override string ToString() => (start, max, floor) switch
    {
        (StartDefault, MaxDefault, 0) => Name,
        (_, _, 0) => string.Create(CultureInfo.InvariantCulture, $"{Name}:{start},{max}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Name}:{start},{max},{PolicyForm.TextOf(floor)}"),
    };

    private static SyncPolicy? Of(string start, string max, string floor) =>
        PolicyForm.Whole(max, 0, StalenessLimit) is { } stalenessMax && PolicyForm.Whole(start, 0, stalenessMax) is { } staleness && PolicyForm.Number(floor, 0, FloorMax) is { } lossMin
            ? AutoStaleness(staleness, stalenessMax, lossMin)
            : null;
}
