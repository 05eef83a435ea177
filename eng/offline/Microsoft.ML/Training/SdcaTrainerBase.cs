namespace Microsoft.ML.Trainers;

public abstract partial class SdcaTrainerBase<TOptions, TTransformer, TModel> : StochasticTrainerBase<TTransformer, TModel>
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
    where TOptions : SdcaTrainerBase<TOptions, TTransformer, TModel>.OptionsBase, new()
{
    private protected SdcaTrainerBase(TOptions options, SchemaShape.Column label)
        : base(options.FeatureColumnName, label, options.ExampleWeightColumnName) => options.Check();
}
