using Microsoft.ML.Data;

namespace Microsoft.ML.Distributed.Tests;

/// <summary>An example of one of three classes, by its name.</summary>
public sealed class PlantedClasses
{
    public string Kind { get; set; } = "";

    [VectorType(2)]
    public float[] Features { get; set; } = [];

    /// <summary>Points around three corners.</summary>
    internal static PlantedClasses[] Make(int count = 300, int seed = 1)
    {
        var random = new Random(seed);
        (string Name, float X, float Y)[] corners = [("red", 0, 2), ("green", 2, -1), ("blue", -2, -1)];
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            (string name, float x, float y) = corners[i % 3];
            return new PlantedClasses { Kind = name, Features = [x + random.NextSingle() - 0.5f, y + random.NextSingle() - 0.5f] };
        })];
    }

    /// <summary>Them with the class as a key in the column "Label".</summary>
    internal static IDataView View(MLContext context, int count = 300)
    {
        IDataView rows = context.Data.LoadFromEnumerable(Make(count));
        return context.Transforms.Conversion.MapValueToKey("Label", "Kind").Fit(rows).Transform(rows);
    }
}
