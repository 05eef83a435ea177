using Microsoft.ML.Randomness;

namespace Microsoft.ML.Runtime;

/// <summary>The environment of one context; every message of the hosts below reaches its listener.</summary>
internal sealed class RootEnvironment(int? seed)
    : HostBase(null, null, seed is int chosen ? new HybridRandom(chosen) : new HybridRandom(new Random()))
{
    public Action<string, ChannelMessage> Listener { get; set; }

    public override int? Seed => seed;

    public override ComponentCatalog ComponentCatalog { get; } = new();

    internal override RootEnvironment Root => this;

    private protected override string NameForChildren => null;
}
