using Microsoft.ML.Models;

namespace Microsoft.ML.Trainers;

/// <summary>A linear regression.</summary>
public sealed class LinearRegressionModelParameters : RegressionModelParameters
{
    internal LinearRegressionModelParameters(ModelLoadContext context)
        : base(context, ModelVersions.LinearRegression)
    {
    }

    private protected override void SaveBody(ModelSaveContext ctx)
    {
        ctx.SetVersion(ModelVersions.LinearRegression);
        SaveWeights(ctx);
    }
}
