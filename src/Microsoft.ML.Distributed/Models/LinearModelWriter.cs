using System.Runtime.InteropServices;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace Microsoft.ML.Distributed;

/// <summary>Makes native linear transformers of weights and a bias, bit by bit, by a <see cref="ModelArchive"/>.</summary>
internal static class LinearModelWriter
{
    /// <summary>The most weights of a model; ML.NET reads a model's numbers as one piece of memory, whose bytes an int counts.</summary>
    internal const int WeightsMax = (int.MaxValue - (1 << 16)) / sizeof(float);

    private static readonly ModelBlob _regression = new("LIN RGRS", 0x00020001, 0x00020001, "LinearRegressionExec", NativeAssemblies.StandardTrainers);
    private static readonly ModelBlob _binary = new("LINEAR2C", 0x00020002, 0x00020001, "Linear2CExec", NativeAssemblies.StandardTrainers);
    private static readonly ModelBlob _calibrated = new("PMIXCALP", 0x00010001, 0x00010001, "PMixCaliPredExec", NativeAssemblies.Data);
    private static readonly ModelBlob _platt = new("PLATTCAL", 0x00010001, 0x00010001, "PlattCaliExec", NativeAssemblies.Data);

    /// <summary>Refuses more features than a native model can hold, which is to be known before training.</summary>
    /// <param name="features">The feature column, of known size.</param>
    /// <param name="classes">Classes with weights of their own; 1 but for softmax.</param>
    /// <param name="argument">The argument to name.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are more than <see cref="WeightsMax"/>.</exception>
    internal static void CheckSize(DataViewSchema.Column features, int classes, string argument)
    {
        long weights = (long)CountOf(features) * classes;
        if (weights <= WeightsMax)
            return;
        string why = classes == 1 ? $"{weights} features" : $"{CountOf(features)} features for each of {classes} classes";
        throw new ArgumentOutOfRangeException(
            argument, $"'{features.Name}' has {why}, but ML.NET's model holds at most {WeightsMax} weights; hash the features to fewer bits.");
    }

    /// <summary>A logistic regression's transformer: the probability is 1 / (1 + exp(−score)).</summary>
    /// <param name="context">Loads the model.</param>
    /// <param name="features">The column of features in the schema that was trained on.</param>
    /// <param name="weights">One a feature.</param>
    /// <param name="bias">The score of no features.</param>
    internal static BinaryPredictionTransformer<CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>> ToCalibratedBinary(
        MLContext context, DataViewSchema.Column features, ReadOnlyMemory<float> weights, float bias) =>
        CalibratedBinary(features, weights, bias)
            .Load<BinaryPredictionTransformer<CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>>>(context);

    /// <summary>A support vector machine's transformer: the label is the score's sign.</summary>
    internal static BinaryPredictionTransformer<LinearBinaryModelParameters> ToBinary(
        MLContext context, DataViewSchema.Column features, ReadOnlyMemory<float> weights, float bias) =>
        Binary(features, weights, bias).Load<BinaryPredictionTransformer<LinearBinaryModelParameters>>(context);

    /// <summary>A linear regression's transformer.</summary>
    internal static RegressionPredictionTransformer<LinearRegressionModelParameters> ToRegression(
        MLContext context, DataViewSchema.Column features, ReadOnlyMemory<float> weights, float bias) =>
        Regression(features, weights, bias).Load<RegressionPredictionTransformer<LinearRegressionModelParameters>>(context);

    internal static ModelArchive CalibratedBinary(DataViewSchema.Column features, ReadOnlyMemory<float> weights, float bias)
    {
        ReadOnlySpan<double> curve = [-1, 0];
        return new(
            SchemaOf(features),
            BinaryTransformer(features.Name),
            ModelPart.Of("Model", _calibrated),
            Parameters("Model/Predictor", _binary, features, weights, bias),
            ModelPart.Of("Model/Calibrator", _platt, MemoryMarshal.AsBytes(curve).ToArray()));
    }

    internal static ModelArchive Binary(DataViewSchema.Column features, ReadOnlyMemory<float> weights, float bias) =>
        new(SchemaOf(features), BinaryTransformer(features.Name), Parameters("Model", _binary, features, weights, bias));

    internal static ModelArchive Regression(DataViewSchema.Column features, ReadOnlyMemory<float> weights, float bias)
    {
        var transformer = new ModelBlob("REG PRED", 0x00010001, 0x00010001, "RegressionPredXfer", NativeAssemblies.Data, features.Name);
        return new(SchemaOf(features), ModelPart.Of("", transformer, new byte[sizeof(int)]), Parameters("Model", _regression, features, weights, bias));
    }

    internal static int CountOf(DataViewSchema.Column features) => ((VectorDataViewType)features.Type).Size;

    private static DataViewSchema SchemaOf(DataViewSchema.Column features)
    {
        var schema = new DataViewSchema.Builder();
        schema.AddColumn(features.Name, features.Type);
        return schema.ToSchema();
    }

    /// <summary>The body: which string is the features' name, the threshold (0), which string is the column that it is for.</summary>
    private static ModelPart BinaryTransformer(string features)
    {
        var blob = new ModelBlob("BIN PRED", 0x00010001, 0x00010001, "BinaryPredXfer", NativeAssemblies.Data, features, "Score");
        ReadOnlySpan<int> body = [0, 0, 1];
        return ModelPart.Of("", blob, MemoryMarshal.AsBytes(body).ToArray());
    }

    private static ModelPart Parameters(string folder, ModelBlob blob, DataViewSchema.Column features, ReadOnlyMemory<float> weights, float bias)
    {
        if (weights.Length != CountOf(features))
            throw new InvalidOperationException($"There are {weights.Length} weights for {CountOf(features)} features.");
        if (!float.IsFinite(bias))
            throw new InvalidOperationException($"The bias is {bias}, which ML.NET's model does not hold.");
        var stored = new StoredWeights(weights);
        return new(folder, blob, (5 * sizeof(int)) + stored.Bytes, body =>
        {
            ReadOnlySpan<int> head = [sizeof(float), BitConverter.SingleToInt32Bits(bias), weights.Length, stored.IsSparse ? stored.Count : 0];
            body.Write(MemoryMarshal.AsBytes(head));
            stored.WriteIndices(body, 0, weights.Length);
            ReadOnlySpan<int> count = [stored.Count];
            body.Write(MemoryMarshal.AsBytes(count));
            stored.WriteValues(body);
        });
    }
}
