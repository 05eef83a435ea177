namespace Microsoft.ML.Distributed;

/// <content>The linear trainers.</content>
public sealed partial class DistributedCatalog
{
    /// <summary>Logistic regression of two classes from gradients of small batches. For many examples or sparse features of which most do not matter; any policy.</summary>
    /// <param name="labelColumnName">The column of classes: Boolean.</param>
    /// <param name="featureColumnName">The column of features: a vector of Single of known size.</param>
    /// <param name="exampleWeightColumnName">The column of the examples' weights: Single; null: all weigh 1.</param>
    /// <param name="l2Regularization">λ2 beside the mean loss, ≥ 0; null: none.</param>
    /// <param name="l1Regularization">λ1 beside the mean loss, ≥ 0.</param>
    /// <param name="epochs">Passes over the data, at most; ≥ 1.</param>
    /// <param name="workers">Workers (threads); null for one a processor, or fewer if the data are few.</param>
    public DistributedLogisticRegressionTrainer LogisticRegression(
        string labelColumnName = "Label",
        string featureColumnName = "Features",
        string? exampleWeightColumnName = null,
        float? l2Regularization = null,
        float l1Regularization = 0,
        int epochs = 20,
        int? workers = null) =>
        LogisticRegression(Short<LogisticRegressionOptions>(labelColumnName, featureColumnName, exampleWeightColumnName, l2Regularization, l1Regularization, epochs, workers));

    /// <inheritdoc cref="LogisticRegression(string, string, string, float?, float, int, int?)" path="/summary"/>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public DistributedLogisticRegressionTrainer LogisticRegression(LogisticRegressionOptions options) => DistributedLogisticRegressionTrainer.Make(_context, options);

    /// <summary>Linear regression (squared or Huber's loss) from gradients of small batches.</summary>
    /// <param name="labelColumnName">The column to predict: Single.</param>
    /// <param name="featureColumnName">The column of features: a vector of Single of known size.</param>
    /// <param name="exampleWeightColumnName">The column of the examples' weights: Single; null: all weigh 1.</param>
    /// <param name="l2Regularization">λ2 beside the mean loss, ≥ 0; null: none.</param>
    /// <param name="l1Regularization">λ1 beside the mean loss, ≥ 0.</param>
    /// <param name="epochs">Passes over the data, at most; ≥ 1.</param>
    /// <param name="workers">Workers (threads); null for one a processor, or fewer if the data are few.</param>
    public DistributedLinearRegressionTrainer LinearRegression(
        string labelColumnName = "Label",
        string featureColumnName = "Features",
        string? exampleWeightColumnName = null,
        float? l2Regularization = null,
        float l1Regularization = 0,
        int epochs = 20,
        int? workers = null) =>
        LinearRegression(Short<LinearRegressionOptions>(labelColumnName, featureColumnName, exampleWeightColumnName, l2Regularization, l1Regularization, epochs, workers));

    /// <inheritdoc cref="LinearRegression(string, string, string, float?, float, int, int?)" path="/summary"/>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public DistributedLinearRegressionTrainer LinearRegression(LinearRegressionOptions options) => DistributedLinearRegressionTrainer.Make(_context, options);

    /// <summary>A linear support vector machine (hinge or smoothed hinge) from gradients of small batches.</summary>
    /// <inheritdoc cref="LogisticRegression(string, string, string, float?, float, int, int?)" path="/param"/>
    public DistributedLinearSvmTrainer LinearSvm(
        string labelColumnName = "Label",
        string featureColumnName = "Features",
        string? exampleWeightColumnName = null,
        float? l2Regularization = null,
        float l1Regularization = 0,
        int epochs = 20,
        int? workers = null) =>
        LinearSvm(Short<LinearSvmOptions>(labelColumnName, featureColumnName, exampleWeightColumnName, l2Regularization, l1Regularization, epochs, workers));

    /// <inheritdoc cref="LinearSvm(string, string, string, float?, float, int, int?)" path="/summary"/>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public DistributedLinearSvmTrainer LinearSvm(LinearSvmOptions options) => DistributedLinearSvmTrainer.Make(_context, options);

    /// <summary>Softmax regression (multinomial logistic regression) of several classes from gradients of small batches.</summary>
    /// <param name="labelColumnName">The column of classes: a key of UInt32, as MapValueToKey makes.</param>
    /// <param name="featureColumnName">The column of features: a vector of Single of known size.</param>
    /// <param name="exampleWeightColumnName">The column of the examples' weights: Single; null: all weigh 1.</param>
    /// <param name="l2Regularization">λ2 beside the mean loss, ≥ 0; null: none.</param>
    /// <param name="l1Regularization">λ1 beside the mean loss, ≥ 0.</param>
    /// <param name="epochs">Passes over the data, at most; ≥ 1.</param>
    /// <param name="workers">Workers (threads); null for one a processor, or fewer if the data are few.</param>
    public DistributedSoftmaxRegressionTrainer SoftmaxRegression(
        string labelColumnName = "Label",
        string featureColumnName = "Features",
        string? exampleWeightColumnName = null,
        float? l2Regularization = null,
        float l1Regularization = 0,
        int epochs = 20,
        int? workers = null) =>
        SoftmaxRegression(Short<SoftmaxRegressionOptions>(labelColumnName, featureColumnName, exampleWeightColumnName, l2Regularization, l1Regularization, epochs, workers));

    /// <inheritdoc cref="SoftmaxRegression(string, string, string, float?, float, int, int?)" path="/summary"/>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public DistributedSoftmaxRegressionTrainer SoftmaxRegression(SoftmaxRegressionOptions options) => DistributedSoftmaxRegressionTrainer.Make(_context, options);

    /// <summary>Logistic regression of two classes by dual coordinate ascent, to within a duality gap of the optimum.</summary>
    /// <param name="labelColumnName">The column of classes: Boolean.</param>
    /// <param name="featureColumnName">The column of features: a vector of Single of known size.</param>
    /// <param name="exampleWeightColumnName">The column of the examples' weights: Single; null: all weigh 1.</param>
    /// <param name="l2Regularization">λ2 beside the mean loss, &gt; 0; null: 1 divided by the number of examples.</param>
    /// <param name="l1Regularization">λ1 beside the mean loss, ≥ 0.</param>
    /// <param name="epochs">Passes over the data, at most; ≥ 1.</param>
    /// <param name="workers">Workers (threads); null for one a processor, or fewer if the data are few.</param>
    public DistributedLogisticRegressionTrainer SdcaLogisticRegression(
        string labelColumnName = "Label",
        string featureColumnName = "Features",
        string? exampleWeightColumnName = null,
        float? l2Regularization = null,
        float l1Regularization = 0,
        int epochs = 100,
        int? workers = null) =>
        SdcaLogisticRegression(Short<SdcaLogisticRegressionOptions>(labelColumnName, featureColumnName, exampleWeightColumnName, l2Regularization, l1Regularization, epochs, workers));

    /// <inheritdoc cref="SdcaLogisticRegression(string, string, string, float?, float, int, int?)" path="/summary"/>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public DistributedLogisticRegressionTrainer SdcaLogisticRegression(SdcaLogisticRegressionOptions options) => DistributedLogisticRegressionTrainer.Make(_context, options);

    /// <summary>Linear regression (squared or Huber's loss) by dual coordinate ascent, to within a duality gap of the optimum.</summary>
    /// <param name="labelColumnName">The column to predict: Single.</param>
    /// <param name="featureColumnName">The column of features: a vector of Single of known size.</param>
    /// <param name="exampleWeightColumnName">The column of the examples' weights: Single; null: all weigh 1.</param>
    /// <param name="l2Regularization">λ2 beside the mean loss, &gt; 0; null: 1 divided by the number of examples.</param>
    /// <param name="l1Regularization">λ1 beside the mean loss, ≥ 0.</param>
    /// <param name="epochs">Passes over the data, at most; ≥ 1.</param>
    /// <param name="workers">Workers (threads); null for one a processor, or fewer if the data are few.</param>
    public DistributedLinearRegressionTrainer SdcaRegression(
        string labelColumnName = "Label",
        string featureColumnName = "Features",
        string? exampleWeightColumnName = null,
        float? l2Regularization = null,
        float l1Regularization = 0,
        int epochs = 100,
        int? workers = null) =>
        SdcaRegression(Short<SdcaRegressionOptions>(labelColumnName, featureColumnName, exampleWeightColumnName, l2Regularization, l1Regularization, epochs, workers));

    /// <inheritdoc cref="SdcaRegression(string, string, string, float?, float, int, int?)" path="/summary"/>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public DistributedLinearRegressionTrainer SdcaRegression(SdcaRegressionOptions options) => DistributedLinearRegressionTrainer.Make(_context, options);

    /// <summary>A linear support vector machine (hinge or smoothed hinge) by dual coordinate ascent, to within a duality gap of the optimum.</summary>
    /// <inheritdoc cref="SdcaLogisticRegression(string, string, string, float?, float, int, int?)" path="/param"/>
    public DistributedLinearSvmTrainer SdcaSvm(
        string labelColumnName = "Label",
        string featureColumnName = "Features",
        string? exampleWeightColumnName = null,
        float? l2Regularization = null,
        float l1Regularization = 0,
        int epochs = 100,
        int? workers = null) =>
        SdcaSvm(Short<SdcaSvmOptions>(labelColumnName, featureColumnName, exampleWeightColumnName, l2Regularization, l1Regularization, epochs, workers));

    /// <inheritdoc cref="SdcaSvm(string, string, string, float?, float, int, int?)" path="/summary"/>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public DistributedLinearSvmTrainer SdcaSvm(SdcaSvmOptions options) => DistributedLinearSvmTrainer.Make(_context, options);

    /// <summary>Linear regression with few weights that are not 0, by coordinate descent on the features, to within a duality gap of the optimum.</summary>
    /// <param name="labelColumnName">The column to predict: Single.</param>
    /// <param name="featureColumnName">The column of features: a vector of Single of known size.</param>
    /// <param name="exampleWeightColumnName">The column of the examples' weights: Single; null: all weigh 1.</param>
    /// <param name="l1Regularization">λ1 beside half the mean squared error, &gt; 0.</param>
    /// <param name="epochs">Passes over the data, at most; ≥ 1.</param>
    /// <param name="workers">Workers (threads); null for one a processor, or fewer if the data are few.</param>
    public DistributedLinearRegressionTrainer Lasso(
        string labelColumnName = "Label",
        string featureColumnName = "Features",
        string? exampleWeightColumnName = null,
        float l1Regularization = 0.01f,
        int epochs = 100,
        int? workers = null) =>
        Lasso(Short<LassoOptions>(labelColumnName, featureColumnName, exampleWeightColumnName, null, l1Regularization, epochs, workers));

    /// <inheritdoc cref="Lasso(string, string, string, float, int, int?)" path="/summary"/>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public DistributedLinearRegressionTrainer Lasso(LassoOptions options) => DistributedLinearRegressionTrainer.Make(_context, options);

    private static TOptions Short<TOptions>(string label, string features, string? weights, float? l2, float l1, int epochs, int? workers)
        where TOptions : LinearOptions, new() => new()
        {
            LabelColumnName = label,
            FeatureColumnName = features,
            ExampleWeightColumnName = weights,
            L2 = l2,
            L1 = l1,
            Epochs = epochs,
            Workers = workers,
        };
}
