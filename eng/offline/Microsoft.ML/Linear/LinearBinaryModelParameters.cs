using Microsoft.ML.Models;

namespace Microsoft.ML.Trainers;

/// <summary>A linear classifier of two classes.</summary>
public sealed class LinearBinaryModelParameters : LinearModelParameters
{
    internal LinearBinaryModelParameters(ModelLoadContext context)
        : base(context, ModelVersions.LinearBinary)
    {
    }

    private protected override void SaveBody(ModelSaveContext ctx)
    {
        ctx.SetVersion(ModelVersions.LinearBinary);
        SaveWeights(ctx);
    }
}
