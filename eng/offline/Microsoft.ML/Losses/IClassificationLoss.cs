namespace Microsoft.ML.Trainers;

public interface IClassificationLoss : IScalarLoss;
