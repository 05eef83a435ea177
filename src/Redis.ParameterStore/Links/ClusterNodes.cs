using System.Globalization;

namespace Redis.ParameterStore;

/// <summary>Reads the answer to CLUSTER NODES.</summary>
internal static class ClusterNodes
{
    internal const int Slots = 16384;

    /// <summary>The masters that hold slots, by their first slots.</summary>
    internal static IReadOnlyList<RedisMaster> Masters(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => line.Split(' ')).Where(line => line.Length >= 8).ToArray();
        var replicas = lines.Where(line => Is(line, "slave") && !Is(line, "fail") && line[7] == "connected").ToLookup(line => line[3]);
        return
        [
            .. lines.Where(line => Is(line, "master") && !Is(line, "fail"))
                .Select(line => new RedisMaster(EndpointOf(line[1]), Ranges(line), replicas[line[0]].Count()))
                .Where(master => master.Slots.Count > 0)
                .OrderBy(master => master.Slots[0].First),
        ];
    }

    private static bool Is(string[] line, string flag) => line[2].Split(',').Contains(flag);

    // host:port@bus,name
    private static string EndpointOf(string address) => address.Split('@')[0];

    private static (int First, int Last)[] Ranges(string[] line) =>
    [
        // [slot->-node] is a slot on its way
        .. line.Skip(8).Where(range => range[0] != '[').Select(range => range.Split('-'))
            .Select(ends => (int.Parse(ends[0], CultureInfo.InvariantCulture), int.Parse(ends[^1], CultureInfo.InvariantCulture)))
            .Order(),
    ];
}
