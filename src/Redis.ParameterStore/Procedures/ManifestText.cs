using System.Globalization;
using System.Text;
using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>What all processes of a job must have equal, a line each.</summary>
internal static class ManifestText
{
    /// <summary>Two libraries with different numbers do not work on one job.</summary>
    private const int Protocol = 2;

    internal static string Of(JobManifest? manifest, int parameterShards)
    {
        var text = new StringBuilder();
        void Line(string name, object value) => text.Append(name).Append(": ").Append(Convert.ToString(value, CultureInfo.InvariantCulture)).Append('\n');
        Line("protocol", Protocol);
        Line("parameter shards", parameterShards);
        if (manifest is null)
            return text.ToString();
        Line("job", manifest.JobId);
        Line("fit", manifest.Fit);
        Line("example shards", manifest.Shards);
        Line("epochs", manifest.Epochs);
        Line("blocks an epoch", manifest.BlocksPerEpoch);
        Line("workers", manifest.Workers);
        Line("synchronization", manifest.Policy);
        Line("options", manifest.Options);
        Line("data placement", manifest.DataPlacement);
        Line("data", string.Create(CultureInfo.InvariantCulture, $"hash {manifest.DataHash:x16}"));
        if (manifest.HomeShards.Count > 0)
            Line("first example shards of the processes", string.Join(' ', manifest.HomeShards));
        return text.ToString();
    }

    /// <summary>Says in which lines two differ.</summary>
    internal static string Difference(string name, string theirs, string mine)
    {
        Dictionary<string, string> other = Lines(theirs);
        Dictionary<string, string> own = Lines(mine);
        string[] keys = [.. other.Keys.Union(own.Keys).Where(k => other.GetValueOrDefault(k) != own.GetValueOrDefault(k))];
        var parts = keys.Where(k => !Follows(k, keys)).Select(k => Part(k, other.GetValueOrDefault(k) ?? "nothing", own.GetValueOrDefault(k) ?? "nothing"));
        return $"{name} is in use by processes that differ from this one: {string.Join("; ", parts)}. Give all processes the same program, options and data, or use another job id.";
    }

    /// <summary>Whether a difference only comes of another one: how data are cut comes of the workers, and the hash is that of data as they are cut.</summary>
    private static bool Follows(string key, string[] keys) => key switch
    {
        "example shards" or "blocks an epoch" => keys.Contains("workers"),
        "data" => keys.Length > 1,
        _ => false,
    };

    private static string Part(string key, string theirs, string mine) => key switch
    {
        "options" => Options(theirs, mine),
        "data" => "the examples have other values",
        "workers" => $"the workers of all processes together (WorkersTotal) are {theirs} there and {mine} here",
        _ => $"{key} is '{theirs}' there and '{mine}' here",
    };

    /// <summary>Options are one line of name=value pairs: only those that differ are shown.</summary>
    private static string Options(string theirs, string mine)
    {
        Dictionary<string, string> other = Pairs(theirs), own = Pairs(mine);
        return string.Join("; ", other.Keys.Union(own.Keys).Where(k => other.GetValueOrDefault(k) != own.GetValueOrDefault(k))
            .Select(k => $"{k} is '{other.GetValueOrDefault(k) ?? "nothing"}' there and '{own.GetValueOrDefault(k) ?? "nothing"}' here"));
    }

    private static Dictionary<string, string> Pairs(string text)
    {
        var pairs = new Dictionary<string, string>();
        foreach (string pair in text.Split(", "))
        {
            int equals = pair.IndexOf('=');
            pairs[equals < 0 ? "options" : pair[..equals]] = pair[(equals + 1)..];
        }
        return pairs;
    }

    private static Dictionary<string, string> Lines(string text)
    {
        var lines = new Dictionary<string, string>();
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            int colon = line.IndexOf(": ", StringComparison.Ordinal);
            if (colon > 0)
                lines[line[..colon]] = line[(colon + 2)..];
        }
        return lines;
    }
}
