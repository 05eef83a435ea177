using System.Reflection;

namespace Microsoft.ML.Runtime;

/// <summary>Where assemblies with components are made known; here every component is built in.</summary>
public sealed class ComponentCatalog
{
    internal ComponentCatalog()
    {
    }

    public void RegisterAssembly(Assembly assembly, bool throwOnError = true) => Check.Value(assembly, nameof(assembly));
}
