using System.Reflection;
using System.Runtime.Loader;

namespace Microsoft.ML.Distributed.Tests;

/// <summary>ML.NET loaded a second time, beside this test's, by a context that knows none of our assemblies: as in a process without them.</summary>
internal sealed class WithoutOurAssemblies : AssemblyLoadContext
{
    private static readonly string[] _ours = ["Microsoft.ML.Distributed", "Distributed.Learning", "ParameterStore"];

    private WithoutOurAssemblies()
        : base(nameof(WithoutOurAssemblies), isCollectible: false)
    {
    }

    /// <summary>Loads a saved model, and returns its type's name.</summary>
    internal static string? Load(string path)
    {
        var context = new WithoutOurAssemblies();
        Type type = context.LoadFromAssemblyName(typeof(MLContext).Assembly.GetName()).GetType(typeof(MLContext).FullName!, throwOnError: true)!;
        object other = Activator.CreateInstance(type, [null])!;
        object operations = type.GetProperty(nameof(MLContext.Model))!.GetValue(other)!;
        MethodInfo load = operations.GetType().GetMethods().Single(
            m => m.Name == nameof(ModelOperationsCatalog.Load) && m.GetParameters() is [{ ParameterType: var first }, { IsOut: true }] && first == typeof(string));
        object model = load.Invoke(operations, [path, null])!;
        context.Assemblies.Select(a => a.GetName().Name).Should().NotIntersectWith(_ours);
        GetLoadContext(model.GetType().Assembly).Should().Be(context, "the model is to be the other ML.NET's");
        return model.GetType().FullName;
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (_ours.Contains(assemblyName.Name))
            throw new FileNotFoundException($"{assemblyName.Name} is not to be had here.");
        string path = Path.Combine(AppContext.BaseDirectory, assemblyName.Name + ".dll");
        return assemblyName.Name!.StartsWith("Microsoft.ML", StringComparison.Ordinal) && File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }
}
