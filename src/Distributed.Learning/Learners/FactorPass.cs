namespace Distributed.Learning;

/// <summary>What the updates of one block need to know besides the rows.</summary>
/// <param name="Settings">The factorization asked for.</param>
/// <param name="Epoch">The pass over the ratings, from 0.</param>
/// <param name="StepScale">The policy's factor on the step size.</param>
public readonly record struct FactorPass(MatrixFactorizationSettings Settings, int Epoch, float StepScale);
