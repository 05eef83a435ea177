using Microsoft.ML.Models;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Adds a predicted label and a score for each class.</summary>
public sealed class MulticlassPredictionTransformer<TModel> : SingleFeaturePredictionTransformerBase<TModel>
    where TModel : class
{
    private readonly string _labelColumn;
    private readonly string _scoreColumn = DefaultColumnNames.Score;
    private readonly string _predictedColumn = DefaultColumnNames.PredictedLabel;

    internal MulticlassPredictionTransformer(ModelLoadContext context, TModel model)
        : base(context, model)
    {
        _labelColumn = context.ReadTextOrNull();
        _scoreColumn = context.ReadTextOrNull();
        _predictedColumn = context.ReadTextOrNull();
        MakeMapper(TrainSchema);
    }

    internal MulticlassPredictionTransformer(TModel model, DataViewSchema trainSchema, string featureColumn, string labelColumn)
        : base(model, trainSchema, featureColumn) => _labelColumn = labelColumn;

    private protected override void SaveBody(ModelSaveContext ctx)
    {
        ctx.SetVersion(ModelVersions.MulticlassTransformer);
        base.SaveBody(ctx);
        ctx.WriteTextOrNull(_labelColumn);
        ctx.WriteTextOrNull(_scoreColumn);
        ctx.WriteTextOrNull(_predictedColumn);
    }

    private protected override RowMapper MakeMapper(DataViewSchema inputSchema) =>
        new Mapper(inputSchema, (IClassScorer)Model, FeaturesIn(inputSchema), this);

    private DataViewSchema.Annotations LabelAnnotations()
    {
        if (_labelColumn == null)
            return DataViewSchema.Annotations.Empty;
        return TrainSchema.GetColumnOrNull(_labelColumn)?.Annotations ?? throw Fail.ColumnMissing("inputSchema", "label", _labelColumn);
    }

    private sealed class Mapper : RowMapper
    {
        private readonly IClassScorer _model;
        private readonly DataViewSchema.Column _features;
        private readonly MulticlassPredictionTransformer<TModel> _parent;

        public Mapper(DataViewSchema schema, IClassScorer model, DataViewSchema.Column features, MulticlassPredictionTransformer<TModel> parent)
            : base(schema)
        {
            var type = features.Type as VectorDataViewType;
            Check.State(type != null && type.ItemType == NumberDataViewType.Single, $"Incompatible features column type: '{features.Type}'");
            Check.State(
                !type.IsKnownSize || type.Size == model.FeatureCount,
                $"Incompatible features column type: 'Vector<Single, {model.FeatureCount}>' vs '{type}'");
            _model = model;
            _features = features;
            _parent = parent;
            Outputs = ScoreColumns.Multiclass(schema, parent._predictedColumn, parent._scoreColumn, model.ClassCount, parent.LabelAnnotations());
        }

        public override DataViewSchema.DetachedColumn[] Outputs { get; }

        public override IEnumerable<int> InputsOf(int output) => [_features.Index];

        public override Delegate GetterOf(int output, DataViewRow input)
        {
            ValueGetter<VBuffer<float>> get = input.GetGetter<VBuffer<float>>(input.Schema[_features.Index]);
            VBuffer<float> features = default;
            if (output == 1)
            {
                return (ValueGetter<VBuffer<float>>)((ref VBuffer<float> scores) =>
                {
                    get(ref features);
                    VBufferEditor<float> editor = VBufferEditor.Create(ref scores, _model.ClassCount);
                    _model.Score(in features, editor.Values);
                    scores = editor.Commit();
                });
            }
            var all = new float[_model.ClassCount];
            return (ValueGetter<uint>)((ref uint label) =>
            {
                get(ref features);
                _model.Score(in features, all);
                label = (uint)(HighestOf(all) + 1);
            });
        }

        /// <summary>The first of the highest; −1 if none is a number.</summary>
        private static int HighestOf(float[] scores)
        {
            int highest = -1;
            for (int i = 0; i < scores.Length; i++)
            {
                if (!float.IsNaN(scores[i]) && (highest < 0 || scores[i] > scores[highest]))
                    highest = i;
            }
            return highest;
        }
    }
}
