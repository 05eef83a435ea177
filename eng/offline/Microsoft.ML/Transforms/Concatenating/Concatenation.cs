namespace Microsoft.ML.Data;

/// <summary>Which columns make one vector.</summary>
internal sealed record Concatenation(string Output, string[] Inputs);
