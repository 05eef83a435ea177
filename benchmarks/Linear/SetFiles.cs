using ICSharpCode.SharpZipLib.BZip2;
using SvmLight;

namespace Benchmarks;

/// <summary>
/// The files of one set, by their endings: .tr and .val are rows to learn from, as is a name with none, .t are those to test on; .svm, .gz and .bz2 may follow.
/// </summary>
internal sealed class SetFiles
{
    private readonly List<string> _train = [];
    private string? _test;

    private SetFiles(string name) => Name = name;

    public string Name { get; }

    /// <summary>All sets of a folder and its folders; of a file that is there packed and unpacked, the first is taken.</summary>
    public static IReadOnlyList<SetFiles> In(string folder)
    {
        var sets = new SortedDictionary<string, SetFiles>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string plain = Without(Without(path, ".gz"), ".bz2"), name = Without(Without(Without(plain, ".t"), ".tr"), ".val");
            if (!seen.Add(plain))
                continue;
            if (!sets.TryGetValue(name, out SetFiles? files))
                sets[name] = files = new(Path.GetFileName(Without(name, ".svm")));
            if (plain.EndsWith(".t", StringComparison.Ordinal))
                files._test = path;
            else
                files._train.Add(path);
        }

        return [.. sets.Values];
    }

    /// <exception cref="InvalidDataException">It is no set of classes.</exception>
    public LinearSet Read()
    {
        if (_train.Count == 0)
            throw new InvalidDataException($"there is {Path.GetFileName(_test)}, but nothing to learn from.");
        ExampleTable train = _train.Select(Read).Aggregate(ExampleTable.Join);
        if (train.Values.Length == 0)
            throw new InvalidDataException("no row has a feature.");
        ExampleTable? test = _test is null ? null : Read(_test);
        int features = Math.Max(train.Features, test?.Features ?? 0);
        var classes = TwoClasses.Of(train);
        return new(Name, classes.Apply(train with { Features = features }), test is null ? null : classes.Apply(test with { Features = features }));
    }

    private static ExampleTable Read(string path)
    {
        if (!path.EndsWith(".bz2", StringComparison.Ordinal))
            return SvmLightFile.Read(path);
        try
        {
            using var unpacked = new MemoryStream();
            using var packed = new BZip2InputStream(File.OpenRead(path));
            packed.CopyTo(unpacked);
            return SvmLightFile.Read(path, unpacked.ToArray());
        }
        catch (Exception e) when (e is BZip2Exception or EndOfStreamException)
        {
            throw new InvalidDataException($"{Path.GetFileName(path)} cannot be unpacked ({e.Message}); get it anew, or unpack it by bunzip2.", e);
        }
    }

    private static string Without(string path, string ending) => path.EndsWith(ending, StringComparison.Ordinal) ? path[..^ending.Length] : path;
}
