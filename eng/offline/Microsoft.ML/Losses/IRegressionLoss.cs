namespace Microsoft.ML.Trainers;

public interface IRegressionLoss : IScalarLoss;
