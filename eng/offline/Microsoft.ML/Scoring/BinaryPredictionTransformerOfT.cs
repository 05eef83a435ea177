using Microsoft.ML.Calibrators;
using Microsoft.ML.Models;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Adds a predicted label, a score and, if the model is calibrated, a probability.</summary>
public sealed class BinaryPredictionTransformer<TModel> : SingleFeaturePredictionTransformerBase<TModel>
    where TModel : class
{
    internal BinaryPredictionTransformer(ModelLoadContext context, TModel model)
        : base(context, model)
    {
        Threshold = context.Reader.ReadSingle();
        ThresholdColumn = context.ReadText();
        MakeMapper(TrainSchema);
    }

    internal BinaryPredictionTransformer(TModel model, DataViewSchema trainSchema, string featureColumn, float threshold, string thresholdColumn)
        : base(model, trainSchema, featureColumn)
    {
        Check.NotEmpty(thresholdColumn, nameof(thresholdColumn));
        Threshold = threshold;
        ThresholdColumn = thresholdColumn;
    }

    internal float Threshold { get; }

    internal string ThresholdColumn { get; }

    private protected override void SaveBody(ModelSaveContext ctx)
    {
        ctx.SetVersion(ModelVersions.BinaryTransformer);
        base.SaveBody(ctx);
        ctx.Writer.Write(Threshold);
        ctx.WriteText(ThresholdColumn);
    }

    private protected override RowMapper MakeMapper(DataViewSchema inputSchema)
    {
        var calibrated = Model as CalibratedModelParametersBase;
        var scorer = (IFeatureScorer)(calibrated?.SubModel ?? Model);
        return new Mapper(inputSchema, new FeatureScores(scorer, FeaturesIn(inputSchema)), calibrated?.Calibrator, this);
    }

    private sealed class Mapper(DataViewSchema schema, FeatureScores scores, ICalibrator calibrator, BinaryPredictionTransformer<TModel> parent)
        : RowMapper(schema)
    {
        public override DataViewSchema.DetachedColumn[] Outputs => ScoreColumns.Binary(InputSchema, calibrator != null);

        public override IEnumerable<int> InputsOf(int output) => [scores.Column.Index];

        public override Delegate GetterOf(int output, DataViewRow input) => output switch
        {
            0 => LabelOver(input),
            1 => scores.Over(input),
            _ => ProbabilityOver(input),
        };

        private ValueGetter<bool> LabelOver(DataViewRow input)
        {
            ValueGetter<float> get = parent.ThresholdColumn == DefaultColumnNames.Score ? scores.Over(input) : ProbabilityOver(input);
            float value = 0;
            return (ref bool label) =>
            {
                get(ref value);
                label = value > parent.Threshold;
            };
        }

        private ValueGetter<float> ProbabilityOver(DataViewRow input)
        {
            ValueGetter<float> get = scores.Over(input);
            return (ref float probability) =>
            {
                get(ref probability);
                probability = calibrator.PredictProbability(probability);
            };
        }
    }
}
