using Microsoft.ML;

namespace ClickThrough;

/// <summary>A few impressions, and what a saved model says of them.</summary>
internal sealed record Predictions(IReadOnlyList<(bool Click, float Probability)> Rows)
{
    /// <summary>Loads a model from its zip and asks it.</summary>
    public static Predictions FromZip(string path, IDataView impressions, int count)
    {
        MLContext elsewhere = new();
        ITransformer model = elsewhere.Model.Load(path, out _);
        IDataView few = elsewhere.Data.TakeRows(model.Transform(impressions), count);
        return new([.. elsewhere.Data.CreateEnumerable<Predicted>(few, reuseRowObject: false).Select(p => (p.Click, p.Probability))]);
    }

    private sealed class Predicted
    {
        public bool Click { get; set; }

        public float Probability { get; set; }
    }
}
