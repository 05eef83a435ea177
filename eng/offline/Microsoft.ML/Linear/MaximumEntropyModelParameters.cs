using Microsoft.ML.Models;

namespace Microsoft.ML.Trainers;

/// <summary>A linear classifier of several classes whose scores are probabilities, by softmax.</summary>
public sealed class MaximumEntropyModelParameters : LinearMulticlassModelParametersBase
{
    internal MaximumEntropyModelParameters(ModelLoadContext context)
        : base(context, ModelVersions.MaximumEntropy)
    {
    }

    private protected override void Calibrate(Span<float> scores)
    {
        float highest = float.NegativeInfinity;
        foreach (float score in scores)
            highest = score > highest ? score : highest;
        double sum = 0;
        foreach (float score in scores)
            sum += Math.Exp(score - highest);
        float whole = (float)(highest + Math.Log(sum));
        for (int i = 0; i < scores.Length; i++)
            scores[i] = (float)Math.Exp(scores[i] - whole);
    }

    private protected override void SaveBody(ModelSaveContext ctx)
    {
        ctx.SetVersion(ModelVersions.MaximumEntropy);
        SaveWeights(ctx);
    }
}
