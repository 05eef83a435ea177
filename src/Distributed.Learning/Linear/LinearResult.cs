namespace Distributed.Learning;

/// <summary>A linear model that was learned.</summary>
/// <param name="Weights">Classes × features, row-major.</param>
/// <param name="Biases">One of each class; 0 if the objective has none.</param>
/// <param name="Report">How it went.</param>
public sealed record LinearResult(ReadOnlyMemory<float> Weights, ReadOnlyMemory<float> Biases, TrainingReport Report);
