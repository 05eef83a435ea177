using Microsoft.ML.Randomness;

namespace Microsoft.ML.Runtime;

/// <summary>A component's environment.</summary>
internal sealed class Host(HostBase parent, string name, string parentName, HybridRandom random)
    : HostBase(name, parentName, random), IHost
{
    public override int? Seed => parent.Seed;

    public override ComponentCatalog ComponentCatalog => Root.ComponentCatalog;

    internal override RootEnvironment Root => parent.Root;

    private protected override string NameForChildren => parent.FullName;
}
