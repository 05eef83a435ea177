using System.Globalization;
using System.Text;
using Microsoft.ML.Models;

namespace Microsoft.ML.Calibrators;

/// <summary>The logistic curve 1 / (1 + exp(slope · score + offset)).</summary>
public sealed class PlattCalibrator : ICalibrator, ICanSaveModel
{
    internal PlattCalibrator(ModelLoadContext context)
    {
        context.Require(ModelVersions.Platt);
        Slope = context.Reader.ReadDouble();
        Offset = context.Reader.ReadDouble();
        Runtime.Check.Format(double.IsFinite(Slope) && double.IsFinite(Offset));
    }

    public double Slope { get; }

    public double Offset { get; }

    public float PredictProbability(float output) =>
        float.IsNaN(output) ? output : (float)(1 / (1 + Math.Exp((Slope * output) + Offset)));

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ctx.SetVersion(ModelVersions.Platt);
        ctx.Writer.Write(Slope);
        ctx.Writer.Write(Offset);
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"Platt calibrator{Environment.NewLine}P(y=1|x) = 1/1+exp(A*x + B){Environment.NewLine}A={Slope:R}{Environment.NewLine}B={Offset:R}{Environment.NewLine}");
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        ctx.SaveEntry("Calibrator.txt", new MemoryStream(bytes, 0, bytes.Length, false, true));
    }
}
