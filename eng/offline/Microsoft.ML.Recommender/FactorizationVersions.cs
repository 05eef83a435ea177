using Microsoft.ML.Models;

namespace Microsoft.ML.Trainers.Recommender;

/// <summary>How factorization models are marked in a model file.</summary>
internal static class FactorizationVersions
{
    public static readonly ModelVersion Transformer = new("MAFAPRED", 0x10001, 0x10001, "MaFactPredXf", Assembly);
    public static readonly ModelVersion Parameters = new("FAFAMAPD", 0x10002, 0x10001, "MFPredictor", Assembly);

    private const string Assembly = "Microsoft.ML.Recommender";
}
