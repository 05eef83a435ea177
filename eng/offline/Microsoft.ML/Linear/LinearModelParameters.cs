using System.Numerics.Tensors;
using Microsoft.ML.Data;
using Microsoft.ML.Models;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

/// <summary>Weights and a bias.</summary>
public abstract class LinearModelParameters : ModelParametersBase<float>, IFeatureScorer
{
    private readonly float[] _weights;
    private readonly VBuffer<float> _saved;

    private protected LinearModelParameters(ModelLoadContext context, ModelVersion version)
    {
        context.Require(version);
        Check.Format(context.Reader.ReadInt32() == sizeof(float));
        Bias = context.Reader.ReadSingle();
        int length = context.Reader.ReadInt32();
        var indices = new int[context.Reader.ReadInt32()];
        for (int i = 0; i < indices.Length; i++)
            indices[i] = context.Reader.ReadInt32();
        float[] values = context.ReadSingles(context.Reader.ReadInt32());
        Check.Format(values.Length == indices.Length || (indices.Length == 0 && values.Length == length));
        Check.Format(float.IsFinite(Bias) && Array.TrueForAll(values, float.IsFinite), "A weight or the bias is not finite.");
        _saved = new VBuffer<float>(length, values.Length, values, indices);
        _weights = [.. _saved.DenseValues()];
    }

    public IReadOnlyList<float> Weights => _weights;

    public float Bias { get; protected set; }

    int IFeatureScorer.FeatureCount => _weights.Length;

    float IFeatureScorer.Score(in VBuffer<float> features)
    {
        Check.State(
            features.Length == _weights.Length,
            $"Input is of length {features.Length}, but predictor expected length {_weights.Length}");
        if (features.IsDense)
            return Bias + TensorPrimitives.Dot(_weights, features.GetValues());
        float sum = 0;
        ReadOnlySpan<float> values = features.GetValues();
        ReadOnlySpan<int> indices = features.GetIndices();
        for (int i = 0; i < values.Length; i++)
            sum += values[i] * _weights[indices[i]];
        return Bias + sum;
    }

    private protected void SaveWeights(ModelSaveContext ctx)
    {
        ctx.Writer.Write(sizeof(float));
        ctx.Writer.Write(Bias);
        ctx.Writer.Write(_saved.Length);
        ctx.Writer.Write(_saved.GetIndices().Length);
        foreach (int index in _saved.GetIndices())
            ctx.Writer.Write(index);
        ctx.Writer.Write(_saved.GetValues().Length);
        foreach (float value in _saved.GetValues())
            ctx.Writer.Write(value);
    }
}
