namespace Distributed.Learning;

/// <summary>A linear model to start from.</summary>
/// <param name="Weights">Classes × features, row-major; finite.</param>
/// <param name="Biases">One of each class; finite.</param>
public sealed record LinearStart(ReadOnlyMemory<float> Weights, ReadOnlyMemory<float> Biases);
