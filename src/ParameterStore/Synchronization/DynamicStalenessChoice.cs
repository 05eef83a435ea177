using System.Globalization;

namespace ParameterStore;

/// <summary><see cref="SyncPolicy.DynamicStaleness"/>.</summary>
internal sealed class DynamicStalenessChoice(int stalenessMin, int extraMax) : SyncPolicy
{
    /// <summary>As published.</summary>
    internal const int StalenessMinDefault = 3;

    /// <summary>As published.</summary>
    internal const int ExtraMaxDefault = 12;

    internal static PolicyForm Form { get; } = new(
        "dssp",
        $"dssp:S,R (S clocks of staleness, 0 to {StalenessLimit}, and up to R more, 0 to {DynamicStalenessPolicy.ExtraLimit}; {StalenessMinDefault},{ExtraMaxDefault} if left out)",
        arguments => arguments switch
        {
            [] => DynamicStaleness(),
            [string least, string more] when PolicyForm.Whole(least, 0, StalenessLimit) is { } stalenessMin && PolicyForm.Whole(more, 0, DynamicStalenessPolicy.ExtraLimit) is { } extraMax
                => DynamicStaleness(stalenessMin, extraMax),
            _ => null,
        });

    public override ISyncPolicy Create() => new DynamicStalenessPolicy(stalenessMin, extraMax);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"dssp:{stalenessMin},{extraMax}");
}
