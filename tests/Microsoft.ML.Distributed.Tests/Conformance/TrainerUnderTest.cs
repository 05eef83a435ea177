using Distributed.Learning;

namespace Microsoft.ML.Distributed.Tests;

/// <summary>A trainer as the suite uses it.</summary>
/// <param name="Estimator">The trainer.</param>
/// <param name="Fit">Fits, with a report.</param>
/// <param name="FitWithValidation">Fits with a validation set, with a report.</param>
public sealed record TrainerUnderTest(
    IEstimator<ITransformer> Estimator,
    Func<IDataView, (ITransformer Model, TrainingReport Report)> Fit,
    Func<IDataView, IDataView, (ITransformer Model, TrainingReport Report)> FitWithValidation);
