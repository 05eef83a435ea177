namespace Microsoft.ML;

internal sealed class Placeholder;
