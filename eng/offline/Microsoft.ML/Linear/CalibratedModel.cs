using Microsoft.ML.Models;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;

namespace Microsoft.ML.Calibrators;

/// <summary>A linear binary model with a Platt calibrator.</summary>
internal sealed class CalibratedModel(LinearBinaryModelParameters subModel, PlattCalibrator calibrator)
    : CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>(subModel, calibrator), ICanSaveModel
{
    private const string ModelPart = "Predictor";
    private const string CalibratorPart = "Calibrator";

    public static object Load(IHostEnvironment environment, ModelLoadContext context)
    {
        context.Require(ModelVersions.CalibratedPair);
        return new CalibratedModel(
            context.LoadPart<LinearBinaryModelParameters>(environment, ModelPart),
            context.LoadPart<PlattCalibrator>(environment, CalibratorPart));
    }

    public void Save(ModelSaveContext ctx)
    {
        ctx.SetVersion(ModelVersions.CalibratedPair);
        ctx.SavePart(SubModel, ModelPart);
        ctx.SavePart(Calibrator, CalibratorPart);
    }
}
