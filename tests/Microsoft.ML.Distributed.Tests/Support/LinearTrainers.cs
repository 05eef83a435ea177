using Distributed.Learning;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace Microsoft.ML.Distributed.Tests;

/// <summary>The linear trainers, whichever their options are of.</summary>
internal static class LinearTrainers
{
    /// <summary>New options of every linear trainer.</summary>
    internal static IReadOnlyList<Func<LinearOptions>> All { get; } =
    [
        () => new LogisticRegressionOptions(), () => new LinearRegressionOptions(), () => new LinearSvmOptions(), () => new SdcaLogisticRegressionOptions(),
        () => new SdcaRegressionOptions(), () => new SdcaSvmOptions(), () => new LassoOptions(),
    ];

    /// <summary>The name of the trainer whose options are of a type.</summary>
    internal static string NameOf(LinearOptions options) => options.GetType().Name.Replace("Options", "", StringComparison.Ordinal);

    /// <summary>New options of a trainer.</summary>
    internal static LinearOptions Of(string name) => All.Select(make => make()).Single(o => NameOf(o) == name);

    internal static IEstimator<ITransformer> Make(MLContext context, LinearOptions options)
    {
        DistributedCatalog catalog = context.Distributed();
        return options switch
        {
            LogisticRegressionOptions o => catalog.LogisticRegression(o),
            LinearRegressionOptions o => catalog.LinearRegression(o),
            LinearSvmOptions o => catalog.LinearSvm(o),
            SdcaLogisticRegressionOptions o => catalog.SdcaLogisticRegression(o),
            SdcaRegressionOptions o => catalog.SdcaRegression(o),
            SdcaSvmOptions o => catalog.SdcaSvm(o),
            LassoOptions o => catalog.Lasso(o),
            _ => throw new ArgumentException(options.GetType().Name, nameof(options)),
        };
    }

    /// <summary>Data of a trainer's kind of label.</summary>
    internal static ExampleView View(LinearOptions options, ExampleRow[]? rows = null) =>
        PlantedExamples.View(rows ?? PlantedExamples.Make(), options.IsBinary ? BooleanDataViewType.Instance : NumberDataViewType.Single);

    /// <summary>Fits a trainer of the options on some data, and takes weights and bias out.</summary>
    internal static (float[] Model, TrainingReport Report) Fit(LinearOptions options, IDataView? data = null)
    {
        TrainingReport? report = null;
        options.OnCompleted = r => report = r;
        ITransformer model = Make(new MLContext(), options).Fit(data ?? View(options));
        return (WeightsOf(model), report!);
    }

    /// <summary>Weights, and the bias after them.</summary>
    internal static float[] WeightsOf(ITransformer model)
    {
        LinearModelParameters linear = ((IPredictionTransformer<object>)model).Model switch
        {
            CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator> calibrated => calibrated.SubModel,
            var other => (LinearModelParameters)other,
        };
        return [.. linear.Weights, linear.Bias];
    }
}
