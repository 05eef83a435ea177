namespace Microsoft.ML.Trainers;

public abstract class StochasticTrainerBase<TTransformer, TModel> : TrainerEstimatorBase<TTransformer, TModel>
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    private protected StochasticTrainerBase(string feature, SchemaShape.Column label, string weight)
        : base(feature, label, weight)
    {
    }

    public override TrainerInfo Info { get; } = new();
}
