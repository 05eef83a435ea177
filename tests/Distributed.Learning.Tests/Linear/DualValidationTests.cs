namespace Distributed.Learning.Tests;

public sealed class DualValidationTests
{
    [Theory]
    [InlineData(LinearLoss.Logistic, 0, 1, 1)]
    [InlineData(LinearLoss.Logistic, 0.01, 3, 4)]
    [InlineData(LinearLoss.Hinge, 0, 3, 4)]
    [InlineData(LinearLoss.Squared, 0.01, 2, 2)]
    public async Task The_last_validation_loss_is_that_of_the_model_that_is_returned(LinearLoss kind, double l1, int workers, int epochs)
    {
        bool isBinary = kind != LinearLoss.Squared;
        LinearExamples validation = PlantedExamples.Of(isSparse: false, isBinary, count: 150, hasWeights: true, seed: 8);
        var task = new LinearTask
        {
            Examples = PlantedExamples.Of(isSparse: true, isBinary),
            Validation = validation,
            Objective = new() { Loss = kind, L1 = l1, L2 = 1e-3 },
            Method = new DualMethod { Epochs = epochs, GapTarget = 1e-12 },
            Workers = workers,
        };
        LinearResult result = await LinearModels.TrainAsync(task, TestJobOptions.Settings(workers, "bsp"));

        double sum = 0;
        for (int i = 0; i < validation.Count; i++)
            sum += validation.Weight(i) * LossOf(kind, RowKernel.ExactDot(validation.Row(i), result.Weights.Span) + result.Biases.Span[0], validation.Label(i));
        double expected = sum / validation.TotalWeight;
        result.Report.Losses.Should().HaveCount(epochs);
        result.Report.Losses[^1].Validation.Should().BeApproximately(expected, 1e-6 * expected);
    }

    private static double LossOf(LinearLoss kind, double margin, double label) => kind switch
    {
        LinearLoss.Logistic => Math.Log(1 + Math.Exp(-label * margin)),
        LinearLoss.Hinge => Math.Max(0, 1 - (label * margin)),
        _ => 0.5 * (margin - label) * (margin - label),
    };
}
