namespace Microsoft.ML;

public sealed class MLContext;
