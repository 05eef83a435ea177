using Microsoft.ML.Models;

namespace Microsoft.ML.Trainers;

/// <summary>Weights and a bias of a regression.</summary>
public abstract class RegressionModelParameters : LinearModelParameters
{
    private protected RegressionModelParameters(ModelLoadContext context, ModelVersion version)
        : base(context, version)
    {
    }
}
