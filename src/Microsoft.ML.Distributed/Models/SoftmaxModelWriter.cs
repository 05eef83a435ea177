using System.Runtime.InteropServices;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace Microsoft.ML.Distributed;

/// <summary>Makes a native softmax transformer of weights and biases, bit by bit, by a <see cref="ModelArchive"/>.</summary>
internal static class SoftmaxModelWriter
{
    private static readonly ModelBlob _parameters = new("MULTI LR", 0x00010003, 0x00010001, "MultiClassLRExec", NativeAssemblies.StandardTrainers);

    /// <summary>A softmax regression's transformer: class k's probability is in proportion to exp(score k).</summary>
    /// <param name="context">Loads the model.</param>
    /// <param name="features">The column of features in the schema that was trained on.</param>
    /// <param name="label">The column of labels there: a key; what its values are called, the predicted label's are called too.</param>
    /// <param name="weights">Classes × features, row-major; as many classes as keys.</param>
    /// <param name="biases">One of each class.</param>
    internal static MulticlassPredictionTransformer<MaximumEntropyModelParameters> ToMulticlass(
        MLContext context, DataViewSchema.Column features, DataViewSchema.Column label, ReadOnlyMemory<float> weights, ReadOnlyMemory<float> biases) =>
        Multiclass(features, label, weights, biases).Load<MulticlassPredictionTransformer<MaximumEntropyModelParameters>>(context);

    internal static ModelArchive Multiclass(
        DataViewSchema.Column features, DataViewSchema.Column label, ReadOnlyMemory<float> weights, ReadOnlyMemory<float> biases)
    {
        int count = LinearModelWriter.CountOf(features);
        if (weights.Length != (long)count * biases.Length || ((KeyDataViewType)label.Type).Count != (ulong)biases.Length)
            throw new InvalidOperationException($"There are {weights.Length} weights and {biases.Length} biases for {count} features and labels of {label.Type}.");
        int bad = biases.Span.IndexOfAnyExceptInRange(float.MinValue, float.MaxValue);
        if (bad >= 0)
            throw new InvalidOperationException($"Bias {bad} is {biases.Span[bad]}, which ML.NET's model does not hold.");

        var transformer = new ModelBlob(
            "MC  PRED", 0x00010002, 0x00010001, "MulticlassPredXfer", NativeAssemblies.Data, features.Name, label.Name, "Score", "PredictedLabel");
        ReadOnlySpan<int> stringIds = [0, 1, 2, 3];
        return new(SchemaOf(features, label), ModelPart.Of("", transformer, MemoryMarshal.AsBytes(stringIds).ToArray()), Parameters(count, weights, biases));
    }

    /// <summary>The label comes with its annotations: ML.NET takes the classes' names from there.</summary>
    private static DataViewSchema SchemaOf(DataViewSchema.Column features, DataViewSchema.Column label)
    {
        var schema = new DataViewSchema.Builder();
        schema.AddColumn(features.Name, features.Type);
        schema.AddColumn(label.Name, label.Type, label.Annotations);
        return schema.ToSchema();
    }

    private static ModelPart Parameters(int features, ReadOnlyMemory<float> weights, ReadOnlyMemory<float> biases)
    {
        var stored = new StoredWeights(weights);
        int classes = biases.Length, starts = stored.IsSparse ? classes + 1 : 0;
        long bytes = ((long)(6 + classes + starts) * sizeof(int)) + stored.Bytes;
        return new("Model", _parameters, bytes, body =>
        {
            Write(body, sizeof(float), features, classes);
            body.Write(MemoryMarshal.AsBytes(biases.Span));
            Write(body, starts);
            int end = 0;
            for (int i = 0; i < starts; i++)
            {
                Write(body, end);
                if (i < classes)
                    end += stored.CountIn(i * features, features);
            }

            Write(body, end);
            for (int i = 0; i < classes; i++)
                stored.WriteIndices(body, i * features, features);
            Write(body, stored.Count);
            stored.WriteValues(body);
        });
    }

    private static void Write(Stream to, params ReadOnlySpan<int> numbers) => to.Write(MemoryMarshal.AsBytes(numbers));
}
