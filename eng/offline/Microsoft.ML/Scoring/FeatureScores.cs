using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A model bound to a column of features.</summary>
internal sealed class FeatureScores
{
    private readonly IFeatureScorer _model;

    public FeatureScores(IFeatureScorer model, DataViewSchema.Column features)
    {
        var type = features.Type as VectorDataViewType;
        Check.State(type != null && type.ItemType == NumberDataViewType.Single, $"Incompatible features column type: '{features.Type}'");
        Check.State(
            !type.IsKnownSize || type.Size == model.FeatureCount,
            $"Incompatible features column type: 'Vector<Single, {model.FeatureCount}>' vs '{type}'");
        _model = model;
        Column = features;
    }

    public DataViewSchema.Column Column { get; }

    public ValueGetter<float> Over(DataViewRow row)
    {
        ValueGetter<VBuffer<float>> get = row.GetGetter<VBuffer<float>>(row.Schema[Column.Index]);
        VBuffer<float> features = default;
        return (ref float score) =>
        {
            get(ref features);
            score = _model.Score(in features);
        };
    }
}
