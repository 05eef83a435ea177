using System.Globalization;

namespace Distributed.Tool;

/// <summary>A network model as the command line writes it.</summary>
internal static class NetworkText
{
    internal const string Forms = "latency:MS, bandwidth:MB/S of a worker, shards:N of the store, shard-bandwidth:MB/S, request:MS a request and shard, events:MS and decisions:MS to and from the policy, joined by +";

    private const double NsPerMs = 1e6, BytesPerMegabyte = 1e6, MsMax = 1e9, MegabytesMax = 1e9;
    private const int ShardsMax = 10_000;

    /// <exception cref="FormatException">A part is no form; the message says which and what to write.</exception>
    internal static NetworkModel Parse(string text) => ModelParts.Parse(new NetworkModel(), text, With, Forms);

    /// <summary>For people; empty: the default one.</summary>
    internal static string Describe(NetworkModel model)
    {
        NetworkModel usual = new();
        if (model == usual)
            return "";
        List<string> parts = [Text($"latency {Ms(model.LatencyNs)}")];
        if (double.IsFinite(model.WorkerBytesPerSecond))
            parts.Add($"{Human.Bytes(model.WorkerBytesPerSecond)}/s a worker");
        if (model.Shards > 1 || double.IsFinite(model.ShardBytesPerSecond) || model.ShardRequestNs > 0)
            parts.Add(Text($"{model.Shards} {(model.Shards == 1 ? "shard" : "shards")}{(double.IsFinite(model.ShardBytesPerSecond) ? $" of {Human.Bytes(model.ShardBytesPerSecond)}/s" : "")}, {Ms(model.ShardRequestNs)} a request"));
        if (model.EventDelayNs + model.DecisionDelayNs > 0)
            parts.Add(Text($"{Ms(model.EventDelayNs)} to the policy and {Ms(model.DecisionDelayNs)} back"));
        return $"; network: {string.Join(", ", parts)}";
    }

    private static NetworkModel? With(NetworkModel model, string name, double number) => (name, number) switch
    {
        ("latency", >= 0 and <= MsMax) => model with { LatencyNs = Ns(number) },
        ("bandwidth", > 0 and <= MegabytesMax) => model with { WorkerBytesPerSecond = number * BytesPerMegabyte },
        ("shards", >= 1 and <= ShardsMax) when number == Math.Truncate(number) => model with { Shards = (int)number },
        ("shard-bandwidth", > 0 and <= MegabytesMax) => model with { ShardBytesPerSecond = number * BytesPerMegabyte },
        ("request", >= 0 and <= MsMax) => model with { ShardRequestNs = Ns(number) },
        ("events", >= 0 and <= MsMax) => model with { EventDelayNs = Ns(number) },
        ("decisions", >= 0 and <= MsMax) => model with { DecisionDelayNs = Ns(number) },
        _ => null,
    };

    private static long Ns(double ms) => (long)Math.Round(ms * NsPerMs);

    private static string Ms(long ns) => Human.Digits(ns / NsPerMs) + " ms";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
