using System.IO.Compression;
using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.Recommender;

namespace Offline.Tests;

/// <summary>Models with given numbers, by the one way that is open to all: as files that are loaded.</summary>
internal static class NativeModel
{
    private const string Data = "Microsoft.ML.Data";
    private const string Trainers = "Microsoft.ML.StandardTrainers";
    private const string Recommender = "Microsoft.ML.Recommender";
    private const string Root = "TransformerChain";
    private const string Part = $"{Root}/Model";

    public static MatrixFactorizationPredictionTransformer Factorization(
        MLContext ml, DataViewSchema schema, string column, string row, int rows, int columns, int rank, float[] left, float[] right) =>
        (MatrixFactorizationPredictionTransformer)ml.Model.Load(FactorizationFile(ml, schema, column, row, rows, columns, rank, left, right), out _);

    public static MemoryStream FactorizationFile(
        MLContext ml, DataViewSchema schema, string column, string row, int rows, int columns, int rank, float[] left, float[] right) => File(
        ml,
        schema,
        (Root, Blob.Of("MAFAPRED", 0x10001, 0x10001, "MaFactPredXf", Recommender, Ids(0, 1), column, row)),
        (Part, Blob.Of("FAFAMAPD", 0x10002, 0x10001, "MFPredictor", Recommender, w =>
        {
            Ids(rows, columns, rank)(w);
            w.Write(MemoryMarshal.AsBytes(left.AsSpan()));
            w.Write(MemoryMarshal.AsBytes(right.AsSpan()));
        })));

    public static RegressionPredictionTransformer<LinearRegressionModelParameters> Regression(
        MLContext ml, DataViewSchema schema, string features, float bias, params float[] weights) =>
        (RegressionPredictionTransformer<LinearRegressionModelParameters>)ml.Model.Load(
            File(
                ml,
                schema,
                (Root, Blob.Of("REG PRED", 0x10001, 0x10001, "RegressionPredXfer", Data, Ids(0), features)),
                (Part, Blob.Of("LIN RGRS", 0x20001, 0x20001, "LinearRegressionExec", Trainers, Linear(bias, weights)))),
            out _);

    public static BinaryPredictionTransformer<CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>> Binary(
        MLContext ml, DataViewSchema schema, string features, double slope, double offset, float bias, params float[] weights) =>
        (BinaryPredictionTransformer<CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>>)ml.Model.Load(
            File(
                ml,
                schema,
                (Root, Blob.Of("BIN PRED", 0x10001, 0x10001, "BinaryPredXfer", Data, w => { Ids(0)(w); w.Write(0f); Ids(1)(w); }, features, "Score")),
                (Part, Blob.Of("PMIXCALP", 0x10001, 0x10001, "PMixCaliPredExec", Data, _ => { })),
                ($"{Part}/Predictor", Blob.Of("LINEAR2C", 0x20002, 0x20001, "Linear2CExec", Trainers, Linear(bias, weights))),
                ($"{Part}/Calibrator", Blob.Of("PLATTCAL", 0x10001, 0x10001, "PlattCaliExec", Data, w => { w.Write(slope); w.Write(offset); }))),
            out _);

    // the weights are classes × features, row-major, and stored with indices if any is 0
    public static MulticlassPredictionTransformer<MaximumEntropyModelParameters> Softmax(
        MLContext ml, DataViewSchema schema, string features, string label, float[] biases, params float[] weights) =>
        (MulticlassPredictionTransformer<MaximumEntropyModelParameters>)ml.Model.Load(
            File(
                ml,
                schema,
                (Root, Blob.Of("MC  PRED", 0x10002, 0x10001, "MulticlassPredXfer", Data, Ids(0, 1, 2, 3), features, label, "Score", "PredictedLabel")),
                (Part, Blob.Of("MULTI LR", 0x10003, 0x10001, "MultiClassLRExec", Trainers, Softmax(biases, weights)))),
            out _);

    public static BinaryPredictionTransformer<LinearBinaryModelParameters> Plain(
        MLContext ml, DataViewSchema schema, string features, float bias, params float[] weights) =>
        (BinaryPredictionTransformer<LinearBinaryModelParameters>)ml.Model.Load(
            File(
                ml,
                schema,
                (Root, Blob.Of("BIN PRED", 0x10001, 0x10001, "BinaryPredXfer", Data, w => { Ids(0)(w); w.Write(0f); Ids(1)(w); }, features, "Score")),
                (Part, Blob.Of("LINEAR2C", 0x20002, 0x20001, "Linear2CExec", Trainers, Linear(bias, weights)))),
            out _);

    public static MemoryStream File(MLContext ml, DataViewSchema trainSchema, params (string Folder, byte[] Blob)[] parts)
    {
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write(zip, "TrainingInfo/Version.txt", "5.0.0"u8);
            using var schema = new MemoryStream();
            ml.Data.SaveAsBinary(new NoRows(trainSchema), schema);
            Write(zip, $"{Root}/TrainSchema", schema.ToArray());
            foreach ((string folder, byte[] blob) in parts)
                Write(zip, $"{folder}/Model.key", blob);
        }
        file.Position = 0;
        return file;
    }

    private static void Write(ZipArchive zip, string name, ReadOnlySpan<byte> bytes)
    {
        using Stream entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
        entry.Write(bytes);
    }

    private static Action<BinaryWriter> Ids(params int[] numbers) => w => Array.ForEach(numbers, w.Write);

    private static Action<BinaryWriter> Softmax(float[] biases, float[] weights) => w =>
    {
        int classes = biases.Length, features = weights.Length / classes;
        w.Write(sizeof(float));
        Ids(features, classes)(w);
        Array.ForEach(biases, w.Write);
        bool isSparse = weights.Contains(0);
        int[][] used = [.. Enumerable.Range(0, classes).Select(c => Enumerable.Range(0, features).Where(f => weights[(c * features) + f] != 0).ToArray())];
        int[] ends = [.. used.Select((_, c) => used.Take(c + 1).Sum(u => u.Length))];
        Ids(isSparse ? [classes + 1, 0, .. ends, ends[^1], .. used.SelectMany(u => u)] : [0, 0])(w);
        float[] stored = isSparse ? [.. weights.Where(v => v != 0)] : weights;
        w.Write(stored.Length);
        Array.ForEach(stored, w.Write);
    };

    private static Action<BinaryWriter> Linear(float bias, float[] weights) => w =>
    {
        w.Write(sizeof(float));
        w.Write(bias);
        Ids(weights.Length, 0, weights.Length)(w);
        w.Write(MemoryMarshal.AsBytes(weights.AsSpan()));
    };
}
