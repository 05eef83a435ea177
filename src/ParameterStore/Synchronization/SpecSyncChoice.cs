namespace ParameterStore;

/// <summary><see cref="SyncPolicy.SpecSync"/>.</summary>
internal sealed class SpecSyncChoice(SpecSyncOptions options) : SyncPolicy
{
    private const string Name = "specsync";
    private const string Gate = "ssp:";

    internal static PolicyForm Form { get; } = new(
        Name,
        $"{Name}, {Name}:paper, {Name}:released or {Name}:MS/RATE (fixed: milliseconds after a pull, up to {SpecSyncOptions.AbortTimeMsMax}, and others' pushes by then as a share of the workers, 0 to {SpecSyncOptions.AbortRateMax}), each with ssp:S as last argument to bound staleness: {Name}:paper,ssp:3",
        Of);

    public override ISyncPolicy Create() => new SpecSyncPolicy(options);

    public override string ToString() => options.ToString() is { Length: > 0 } arguments ? $"{Name}:{arguments}" : Name;

    private static SyncPolicy? Of(string[] arguments)
    {
        int? staleness = null;
        if (arguments is [.., string last] && last.StartsWith(Gate, StringComparison.Ordinal))
        {
            staleness = PolicyForm.Whole(last[Gate.Length..].Trim(), 0, StalenessLimit);
            if (staleness is null)
                return null;
            arguments = arguments[..^1];
        }

        SpecSyncOptions? options = arguments switch
        {
            [] or ["default"] => SpecSyncOptions.Default,
            ["paper"] => SpecSyncOptions.Paper,
            ["released"] => SpecSyncOptions.ReleasedCode,
            [string pair] => OfPair(pair.Split('/', StringSplitOptions.TrimEntries)),
            _ => null,
        };
        return options is null ? null : SpecSync(options with { Staleness = staleness });
    }

    private static SpecSyncOptions? OfPair(string[] pair) =>
        pair is [string time, string rate]
        && PolicyForm.Number(time, 0, SpecSyncOptions.AbortTimeMsMax) is { } abortTimeMs && Nanoseconds.OfMs(abortTimeMs) > 0
        && PolicyForm.Number(rate, 0, SpecSyncOptions.AbortRateMax) is { } abortRate
            ? SpecSyncOptions.Fixed(abortTimeMs, abortRate)
            : null;
}
