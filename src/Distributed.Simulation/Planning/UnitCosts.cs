using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Distributed.Simulation;

/// <summary>
/// What single things cost, as measured on one machine: what a plan is reckoned from. The defaults lie in <c>unit-costs.json</c>, which
/// <c>benchmarks -- costs --json FILE</c> writes.
/// </summary>
internal sealed record UnitCosts
{
    /// <summary>The most that a cost can be: a second in nanoseconds, or a gigabyte.</summary>
    internal const double Most = 1e9;

    private static readonly Lazy<UnitCosts> _defaults = new(ReadDefaults);

    /// <summary>Where they were measured: processors, runtime, server.</summary>
    [JsonRequired]
    public string MeasuredOn { get; init; } = "";

    /// <summary>ns a rating, beside its factors.</summary>
    [JsonRequired]
    public double RatingNs { get; init; }

    /// <summary>ns a rating and factor, where the rows of a clock stay in a cache.</summary>
    [JsonRequired]
    public double FactorNs { get; init; }

    /// <summary>ns a rating and factor, where they do not.</summary>
    [JsonRequired]
    public double FactorInMemoryNs { get; init; }

    /// <summary>ns a value of a dense row: a product with the weights, and a sum of gradients.</summary>
    [JsonRequired]
    public double DenseValueNs { get; init; }

    /// <summary>ns a value of an update that is coded as float32.</summary>
    [JsonRequired]
    public double EncodeFloat32Ns { get; init; }

    /// <summary>ns a value of an update that is coded as int8.</summary>
    [JsonRequired]
    public double EncodeInt8Ns { get; init; }

    /// <summary>ns a value of another's float32 update, until it is in the worker's copies.</summary>
    [JsonRequired]
    public double FoldFloat32Ns { get; init; }

    /// <summary>ns a value of another's int8 update, until it is in the worker's copies.</summary>
    [JsonRequired]
    public double FoldInt8Ns { get; init; }

    /// <summary>ns of a worker's processor a clock, beside values: what push, gate and pull cost a process.</summary>
    [JsonRequired]
    public double ClockNs { get; init; }

    /// <summary>ns of a master's processor a byte that comes in or goes out.</summary>
    [JsonRequired]
    public double ServerByteNs { get; init; }

    /// <summary>ns of a master's processor a request, beside its bytes.</summary>
    [JsonRequired]
    public double ServerRequestNs { get; init; }

    /// <summary>ns of the control slot's processor a commit.</summary>
    [JsonRequired]
    public double CommitNs { get; init; }

    /// <summary>ns of the control slot's processor a commit and process that is told of it.</summary>
    [JsonRequired]
    public double PublishNs { get; init; }

    /// <summary>Bytes of a process a rating that it holds while it trains.</summary>
    [JsonRequired]
    public double RatingBytes { get; init; }

    /// <summary>As measured where the project was made.</summary>
    internal static UnitCosts Default => _defaults.Value;

    /// <summary>The names of all costs, as JSON and the command line have them.</summary>
    internal static IReadOnlyList<string> Names { get; } =
        [.. UnitCostsJson.Default.UnitCosts.Properties.Where(property => property.PropertyType == typeof(double)).Select(property => property.Name)];

    /// <exception cref="FormatException">The text is no JSON of costs; the message says what is wrong with it.</exception>
    internal static UnitCosts Read(string json)
    {
        try
        {
            return Checked(JsonSerializer.Deserialize(json, UnitCostsJson.Default.UnitCosts) ?? throw new FormatException("it is null"));
        }
        catch (JsonException e)
        {
            throw new FormatException(e.Message, e);
        }
    }

    internal string ToJson() => JsonSerializer.Serialize(this, UnitCostsJson.Default.UnitCosts) + "\n";

    /// <summary>One of the costs.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    internal double Of(string name) => JsonSerializer.SerializeToNode(this, UnitCostsJson.Default.UnitCosts)![name]!.GetValue<double>();

    /// <summary>The same with one cost changed.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="value">Its new value.</param>
    /// <exception cref="FormatException">The value is out of its range.</exception>
    internal UnitCosts With(string name, double value)
    {
        JsonObject changed = JsonSerializer.SerializeToNode(this, UnitCostsJson.Default.UnitCosts)!.AsObject();
        changed[name] = value;
        return Checked(changed.Deserialize(UnitCostsJson.Default.UnitCosts)!);
    }

    private static UnitCosts Checked(UnitCosts costs)
    {
        foreach (string name in Names)
            if (costs.Of(name) is not (> 0 and <= Most))
                throw new FormatException(FormattableString.Invariant($"{name} is {costs.Of(name)}; a cost is over 0, up to {Most:N0}"));
        return costs;
    }

    private static UnitCosts ReadDefaults()
    {
        using Stream stream = typeof(UnitCosts).Assembly.GetManifestResourceStream("unit-costs.json")!;
        using var reader = new StreamReader(stream);
        return Read(reader.ReadToEnd());
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(UnitCosts))]
internal sealed partial class UnitCostsJson : JsonSerializerContext;
