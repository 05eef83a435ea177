using System.Reflection;

namespace House.Tests;

/// <summary>The files that the tests look at, and the assemblies that are shipped.</summary>
internal static class Repository
{
    internal static string Root { get; } = typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "RepositoryRoot").Value!;

    /// <summary>A name a folder of <c>src</c>: each is a package.</summary>
    internal static IEnumerable<string> Packages { get; } =
        [.. Directory.GetDirectories(Path.Combine(Root, "src")).Where(d => Directory.GetFiles(d, "*.csproj").Length > 0).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal)];

    /// <summary>Our own sources under some folders of the root, without what builds write there.</summary>
    internal static IEnumerable<string> Sources(params string[] folders) => folders
        .Select(folder => Path.Combine(Root, folder))
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
        .Where(file => !Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    internal static Assembly Load(string package) => Assembly.Load(package);
}
