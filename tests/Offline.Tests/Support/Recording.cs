using System.Text.Encodings.Web;
using System.Text.Json;

namespace Offline.Tests;

/// <summary>The transcripts that the real Microsoft.ML gave, one file for each test class, kept beside the tests.</summary>
internal sealed class Recording(string testFile)
{
    private const string Switch = "RECORD_MLNET";

    private static readonly Lock _lock = new();
    private static readonly JsonSerializerOptions _json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string _name = Path.GetFileNameWithoutExtension(testFile) + ".json";

    /// <summary>Whether this run is to record and not only to compare.</summary>
    public static bool IsWanted => Environment.GetEnvironmentVariable(Switch) == "1";

    public string[] Read(string test)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Recorded", _name);
        return Load(IsWanted ? SourcePath : path).TryGetValue(test, out string[] lines)
            ? lines
            : throw new InvalidOperationException($"{test} is not in Recorded/{_name}: record it on the real Microsoft.ML with {Switch}=1 (eng/offline/README.md).");
    }

    public void Write(string test, IEnumerable<string> lines)
    {
        if (MLNetBuild.IsStandIn)
            throw new InvalidOperationException("Only the real Microsoft.ML is recorded; this is the stand-in.");
        lock (_lock)
        {
            SortedDictionary<string, string[]> all = Load(SourcePath);
            all[test] = [.. lines];
            Directory.CreateDirectory(Path.GetDirectoryName(SourcePath));
            File.WriteAllText(SourcePath, JsonSerializer.Serialize(all, _json) + "\n");
        }
    }

    private string SourcePath => Path.Combine(Path.GetDirectoryName(testFile), "Recorded", _name);

    private static SortedDictionary<string, string[]> Load(string path)
    {
        lock (_lock)
        {
            return File.Exists(path)
                ? JsonSerializer.Deserialize<SortedDictionary<string, string[]>>(File.ReadAllText(path))
                : new SortedDictionary<string, string[]>(StringComparer.Ordinal);
        }
    }
}
