using Distributed.Learning;
using Microsoft.ML.Data;

namespace Microsoft.ML.Distributed;

/// <summary>Reads one cursor's examples.</summary>
internal sealed class FeatureCursor : RowReader
{
    private readonly FeatureColumns _columns;
    private readonly ValueGetter<VBuffer<float>> _getFeatures;
    private readonly ValueGetter<bool>? _getBoolean;
    private readonly ValueGetter<float>? _getNumber;
    private readonly ValueGetter<uint>? _getKey;
    private readonly ValueGetter<float>? _getWeight;
    private VBuffer<float> _features;
    private bool _boolean;
    private float _number;
    private uint _key;
    private float _weight = 1;

    internal FeatureCursor(DataViewRowCursor cursor, FeatureColumns columns, ReadState state)
        : base(cursor, state)
    {
        _columns = columns;
        _getFeatures = cursor.GetGetter<VBuffer<float>>(columns.Features);
        _getBoolean = columns.Kind == LabelKind.Binary ? cursor.GetGetter<bool>(columns.Label) : null;
        _getNumber = columns.Kind == LabelKind.Number ? cursor.GetGetter<float>(columns.Label) : null;
        _getKey = columns.Kind == LabelKind.Classes ? cursor.GetGetter<uint>(columns.Label) : null;
        _getWeight = columns.Weight is { } weight ? cursor.GetGetter<float>(weight) : null;
        Examples = new(columns.Count, hasWeights: _getWeight is not null);
    }

    internal LinearExamplesBuilder Examples { get; }

    protected override void OnBatch(long batch) => Examples.StartBatch(batch);

    protected override string? ReadRow()
    {
        _getWeight?.Invoke(ref _weight);
        if (_weight == 0)
            return null;
        if (!(_weight > 0 && float.IsFinite(_weight)))
            return ExampleFaults.OfWeight(_weight, _columns);
        _getFeatures(ref _features);
        if (!TryReadLabel(out float label))
            return ExampleFaults.OfLabel(_number, _key, _columns);
        return _features.Length == _columns.Count && Examples.TryAdd(label, _weight, _features.GetIndices(), _features.GetValues())
            ? null
            : ExampleFaults.OfFeatures(_features, _columns);
    }

    private bool TryReadLabel(out float label)
    {
        if (_getBoolean is not null)
        {
            _getBoolean(ref _boolean);
            label = _boolean ? 1 : -1;
            return true;
        }

        if (_getNumber is not null)
        {
            _getNumber(ref _number);
            label = _number;
            return float.IsFinite(_number);
        }

        // Keys count from 1, and 0 is missing: less one, both kinds of bad key are too large.
        _getKey!(ref _key);
        label = (int)_key - 1;
        return _key - 1 < (uint)_columns.Classes;
    }
}
