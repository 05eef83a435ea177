using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Models;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

/// <summary>A model for each class against all others.</summary>
public sealed class OneVersusAllModelParameters : ModelParametersBase<VBuffer<float>>, IClassScorer
{
    private readonly object[] _models;
    private readonly IFeatureScorer[] _scorers;
    private readonly bool _useProbabilities;

    internal OneVersusAllModelParameters(object[] models, bool useProbabilities)
    {
        _models = models;
        _useProbabilities = useProbabilities;
        _scorers = Array.ConvertAll(models, m => (m is CalibratedModelParametersBase calibrated ? calibrated.SubModel : m) as IFeatureScorer);
        Check.State(Array.TrueForAll(_scorers, s => s?.FeatureCount == _scorers[0]?.FeatureCount), "Predictor doesn't implement the expected interface");
    }

    internal OneVersusAllModelParameters(IHostEnvironment environment, ModelLoadContext context)
        : this(FormulaOf(context), environment, context)
    {
    }

    private OneVersusAllModelParameters(byte formula, IHostEnvironment environment, ModelLoadContext context)
        : this(
            [.. Enumerable.Range(0, context.Reader.ReadInt32()).Select(i => context.LoadPart<object>(environment, PartOf(i)))],
            useProbabilities: formula == 1)
    {
    }

    int IClassScorer.FeatureCount => _scorers[0].FeatureCount;

    int IClassScorer.ClassCount => _scorers.Length;

    void IClassScorer.Score(in VBuffer<float> features, Span<float> scores)
    {
        double sum = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = _scorers[i].Score(in features);
            if (!_useProbabilities)
                continue;
            scores[i] = ((CalibratedModelParametersBase)_models[i]).Calibrator.PredictProbability(scores[i]);
            sum += float.IsNaN(scores[i]) ? 0 : scores[i];
        }
        if (sum <= 0)
            return;
        foreach (ref float score in scores)
            score = (float)(score / sum);
    }

    private protected override void SaveBody(ModelSaveContext ctx)
    {
        ctx.SetVersion(ModelVersions.OneVersusAll);
        ctx.Writer.Write(sizeof(float));
        ctx.Writer.Write(_useProbabilities);
        ctx.Writer.Write(_models.Length);
        for (int i = 0; i < _models.Length; i++)
            ctx.SavePart((ICanSaveModel)_models[i], PartOf(i));
    }

    private static byte FormulaOf(ModelLoadContext context)
    {
        context.Require(ModelVersions.OneVersusAll);
        Check.Format(context.Reader.ReadInt32() == sizeof(float));
        byte formula = context.Reader.ReadByte();
        Check.Format(formula is 0 or 1, "This stand-in knows scores and normalized probabilities only; the real Microsoft.ML may.");
        return formula;
    }

    private static string PartOf(int index) => $"SubPredictor_{index:000}";
}
