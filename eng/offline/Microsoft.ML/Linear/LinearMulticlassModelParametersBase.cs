using System.Numerics.Tensors;
using Microsoft.ML.Data;
using Microsoft.ML.Models;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

/// <summary>Weights and a bias for each of several classes.</summary>
public abstract class LinearMulticlassModelParametersBase : ModelParametersBase<VBuffer<float>>, IClassScorer
{
    private protected readonly int NumberOfClasses;
    private protected readonly int NumberOfFeatures;
    private protected readonly float[] Biases;
    private protected readonly VBuffer<float>[] Weights;

    private readonly float[][] _dense;
    private readonly bool _isSparse;

    private protected LinearMulticlassModelParametersBase(ModelLoadContext context, ModelVersion version)
    {
        context.Require(version);
        Check.Format(context.Reader.ReadInt32() == sizeof(float));
        NumberOfFeatures = context.Reader.ReadInt32();
        NumberOfClasses = context.Reader.ReadInt32();
        Check.Format(NumberOfFeatures >= 1 && NumberOfClasses >= 1);
        Biases = context.ReadSingles(NumberOfClasses);
        int starts = context.Reader.ReadInt32();
        Check.Format(starts == 0 || starts == NumberOfClasses + 1);
        _isSparse = starts > 0;
        Weights = _isSparse ? ReadSparse(context) : ReadDense(context);
        _dense = Array.ConvertAll(Weights, w => w.DenseValues().ToArray());
    }

    int IClassScorer.FeatureCount => NumberOfFeatures;

    int IClassScorer.ClassCount => NumberOfClasses;

    public IEnumerable<float> GetBiases() => Biases;

    public void GetWeights(ref VBuffer<float>[] weights, out int numClasses)
    {
        numClasses = NumberOfClasses;
        if (weights == null || weights.Length < NumberOfClasses)
            weights = new VBuffer<float>[NumberOfClasses];
        for (int i = 0; i < NumberOfClasses; i++)
            Weights[i].CopyTo(ref weights[i]);
    }

    void IClassScorer.Score(in VBuffer<float> features, Span<float> scores)
    {
        Check.State(features.Length == NumberOfFeatures, "src length should equal the number of features");
        for (int i = 0; i < NumberOfClasses; i++)
            scores[i] = Biases[i] + Dot(_dense[i], in features);
        Calibrate(scores);
    }

    private protected abstract void Calibrate(Span<float> scores);

    private protected void SaveWeights(ModelSaveContext ctx)
    {
        ctx.Writer.Write(sizeof(float));
        Write(ctx, NumberOfFeatures, NumberOfClasses);
        Array.ForEach(Biases, ctx.Writer.Write);
        int count = Weights.Sum(w => w.GetValues().Length);
        if (_isSparse)
        {
            Write(ctx, NumberOfClasses + 1, 0);
            int end = 0;
            foreach (VBuffer<float> weights in Weights)
                Write(ctx, end += weights.GetValues().Length);
            Write(ctx, count);
            foreach (VBuffer<float> weights in Weights)
                Write(ctx, weights.GetIndices());
        }
        else
        {
            Write(ctx, 0, 0);
        }
        Write(ctx, count);
        foreach (VBuffer<float> weights in Weights)
        {
            foreach (float weight in weights.GetValues())
                ctx.Writer.Write(weight);
        }
    }

    private static float Dot(float[] weights, in VBuffer<float> features)
    {
        if (features.IsDense)
            return TensorPrimitives.Dot(weights, features.GetValues());
        float sum = 0;
        ReadOnlySpan<int> indices = features.GetIndices();
        for (int i = 0; i < indices.Length; i++)
            sum += weights[indices[i]] * features.GetValues()[i];
        return sum;
    }

    private static void Write(ModelSaveContext ctx, params ReadOnlySpan<int> numbers)
    {
        foreach (int number in numbers)
            ctx.Writer.Write(number);
    }

    private VBuffer<float>[] ReadDense(ModelLoadContext context)
    {
        Check.Format(context.Reader.ReadInt32() == 0);
        Check.Format(context.Reader.ReadInt32() == NumberOfClasses * NumberOfFeatures);
        return [.. Enumerable.Range(0, NumberOfClasses).Select(_ => new VBuffer<float>(NumberOfFeatures, context.ReadSingles(NumberOfFeatures)))];
    }

    private VBuffer<float>[] ReadSparse(ModelLoadContext context)
    {
        int[] starts = [.. Enumerable.Range(0, NumberOfClasses + 1).Select(_ => context.Reader.ReadInt32())];
        Check.Format(context.Reader.ReadInt32() == starts[^1]);
        int[][] indices = [.. Enumerable.Range(0, NumberOfClasses)
            .Select(c => Enumerable.Range(starts[c], starts[c + 1] - starts[c]).Select(_ => context.Reader.ReadInt32()).ToArray())];
        Check.Format(context.Reader.ReadInt32() == starts[^1]);
        return Array.ConvertAll(indices, i => new VBuffer<float>(NumberOfFeatures, i.Length, context.ReadSingles(i.Length), i));
    }
}
