using Microsoft.ML.Models;

namespace Microsoft.ML.Data;

/// <summary>Adds a score.</summary>
public sealed class RegressionPredictionTransformer<TModel> : SingleFeaturePredictionTransformerBase<TModel>
    where TModel : class
{
    internal RegressionPredictionTransformer(ModelLoadContext context, TModel model)
        : base(context, model) => MakeMapper(TrainSchema);

    private protected override void SaveBody(ModelSaveContext ctx)
    {
        ctx.SetVersion(ModelVersions.RegressionTransformer);
        base.SaveBody(ctx);
    }

    private protected override RowMapper MakeMapper(DataViewSchema inputSchema) =>
        new Mapper(inputSchema, new FeatureScores((IFeatureScorer)Model, FeaturesIn(inputSchema)));

    private sealed class Mapper(DataViewSchema schema, FeatureScores scores) : RowMapper(schema)
    {
        public override DataViewSchema.DetachedColumn[] Outputs => [ScoreColumns.Score(InputSchema, "Regression")];

        public override IEnumerable<int> InputsOf(int output) => [scores.Column.Index];

        public override Delegate GetterOf(int output, DataViewRow input) => scores.Over(input);
    }
}
