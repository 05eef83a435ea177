using System.Globalization;

namespace ParameterStore;

/// <summary><see cref="SyncPolicy.ElasticBsp"/>.</summary>
internal sealed class ElasticBspChoice(int lookahead) : SyncPolicy
{
    /// <summary>As published.</summary>
    internal const int LookaheadDefault = 15;

    internal static PolicyForm Form { get; } = new(
        "elasticbsp",
        $"elasticbsp:R (R clocks of foresight, 1 to {ElasticBspPolicy.LookaheadMax}; {LookaheadDefault} if left out)",
        arguments => arguments switch
        {
            [] => ElasticBsp(),
            [string number] when PolicyForm.Whole(number, 1, ElasticBspPolicy.LookaheadMax) is { } lookahead => ElasticBsp(lookahead),
            _ => null,
        });

    public override ISyncPolicy Create() => new ElasticBspPolicy(lookahead);

    public override string ToString() => $"elasticbsp:{lookahead.ToString(CultureInfo.InvariantCulture)}";
}
