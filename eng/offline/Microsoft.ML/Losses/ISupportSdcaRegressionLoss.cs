namespace Microsoft.ML.Trainers;

public interface ISupportSdcaRegressionLoss : ISupportSdcaLoss, IRegressionLoss;
