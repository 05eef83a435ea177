namespace Microsoft.ML.Trainers;

/// <summary>What a trainer learns.</summary>
public abstract class ModelParametersBase<TOutput> : ICanSaveModel
{
    private protected ModelParametersBase()
    {
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) => SaveBody(ctx);

    private protected abstract void SaveBody(ModelSaveContext ctx);
}
