using Distributed.Learning;
using ParameterStore;

namespace Microsoft.ML.Distributed.Tests;

public abstract partial class EstimatorConformance<TRaw>
{
    [Theory]
    [InlineData(CancelBehavior.Throw)]
    [InlineData(CancelBehavior.ReturnModelSoFar)]
    public void Cancelled_before_it_began_there_is_no_model(CancelBehavior behavior)
    {
        Action fit = () => Fitted(new() { CancellationToken = new CancellationToken(true), OnCancel = behavior });
        fit.Should().Throw<OperationCanceledException>();
    }

    [Theory]
    [InlineData(CancelBehavior.Throw)]
    [InlineData(CancelBehavior.ReturnModelSoFar)]
    public void Cancelled_while_data_is_read_there_is_no_model(CancelBehavior behavior)
    {
        using var cancel = new CancellationTokenSource();
        IDataView data = Watched(row =>
        {
            if (row == 100)
                cancel.Cancel();
        });
        Action fit = () => Make(new MLContext(1), new() { CancellationToken = cancel.Token, OnCancel = behavior }).Fit(data);
        fit.Should().Throw<OperationCanceledException>();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Cancelled_while_it_trains_it_throws(int workers)
    {
        using var cancel = new CancellationTokenSource();
        Action fit = () => Fitted(new() { Epochs = 5000, Workers = workers, CancellationToken = cancel.Token, OnProgress = _ => cancel.Cancel() });
        fit.Should().Throw<OperationCanceledException>();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Cancelled_while_it_trains_it_returns_the_model_so_far_if_asked_to(int workers)
    {
        using var cancel = new CancellationTokenSource();
        var context = new MLContext(1);
        TrainerUnderTest trainer = Make(context, new()
        {
            Epochs = 5000,
            Workers = workers,
            CancellationToken = cancel.Token,
            OnCancel = CancelBehavior.ReturnModelSoFar,
            OnProgress = p =>
            {
                if (p.Epoch == 3)
                    cancel.Cancel();
            },
        });
        (ITransformer model, TrainingReport report) = trainer.Fit(Data());
        report.StopReason.Should().Be(StopReason.Cancelled);
        report.Epochs.Should().BeInRange(3, 4999);
        ScoresOf(model).Should().OnlyContain(s => float.IsFinite(s));
    }

    [Fact]
    public void An_error_in_the_callers_progress_comes_out_of_Fit()
    {
        Action fit = () => Fitted(new() { Workers = 3, OnProgress = _ => throw new InvalidDataException("not today") });
        fit.Should().Throw<JobFailedException>().WithInnerException<InvalidDataException>().WithMessage("not today");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Progress_is_told_after_every_epoch(int workers)
    {
        List<TrainingProgress> told = [];
        (ITransformer _, TrainingReport report) = Make(new MLContext(1), new() { Epochs = 7, Workers = workers, OnProgress = told.Add }).Fit(Data());
        told.Select(p => p.Epoch).Should().Equal(1, 2, 3, 4, 5, 6, 7);
        told.Should().OnlyContain(p => p.Epochs == 7 && p.Workers.Count == workers && p.TrainLoss > 0 && double.IsNaN(p.ValidationLoss));
        told.Select(p => p.TrainLoss).Should().Equal(report.Losses.Select(l => l.Train));
        told.Select(p => p.Gap).Should().Equal(report.Losses.Select(l => l.Gap));
        told.Should().OnlyContain(p => double.IsNaN(p.Gap) != IsCertain);
    }

    [Fact]
    public void The_report_tells_how_it_went()
    {
        long rows = Data().GetRowCount()!.Value;
        SyncPolicy policy = Policies.Contains("ssp:3") ? SyncPolicy.BoundedStaleness(2) : SyncPolicy.BulkSynchronous;
        (ITransformer _, TrainingReport report) = Make(new MLContext(1), new() { Epochs = 4, Workers = 2, Synchronization = policy }).Fit(Data());
        report.StopReason.Should().Be(StopReason.Completed);
        (report.Epochs, report.BestEpoch, report.Workers, report.Updates, report.Synchronization).Should().Be((4, 4, 2, 4 * UpdatesOf(rows), policy.ToString()));
        report.Losses.Select(l => l.Epoch).Should().Equal(1, 2, 3, 4);
        report.Losses[^1].Train.Should().BeLessThan(report.Losses[0].Train);
        report.Losses.Should().OnlyContain(l => double.IsNaN(l.Validation));
        report.Reading.Should().BePositive();
        report.Training.Should().BePositive();
        report.Job.BlocksCommitted.Should().BePositive();
        (report.Certificate is not null).Should().Be(IsCertain);
    }

    [Fact]
    public void Data_is_read_once()
    {
        int rows = 0;
        Make(new MLContext(1), new() { Epochs = 3 }).Fit(Watched(_ => Interlocked.Increment(ref rows)));
        rows.Should().Be((int)Data().GetRowCount()!.Value);
    }

    [Fact]
    public void A_held_out_part_measures_the_loss()
    {
        List<TrainingProgress> told = [];
        (ITransformer _, TrainingReport report) = Make(new MLContext(1), new() { ValidationFraction = 0.2f, OnProgress = told.Add }).Fit(Data());
        report.Losses.Should().OnlyContain(l => l.Validation > 0);
        report.Losses[^1].Validation.Should().BeLessThan(report.Losses[0].Validation);
        told.Select(p => p.ValidationLoss).Should().Equal(report.Losses.Select(l => l.Validation));
        long rows = Data().GetRowCount()!.Value;
        report.Updates.Should().BeInRange(6 * UpdatesOf((long)(0.7 * rows)), 6 * UpdatesOf((long)(0.9 * rows)));
    }

    [Fact]
    public void A_validation_set_measures_the_loss_that_the_model_has_there()
    {
        var context = new MLContext(1);
        (ITransformer model, TrainingReport report) = Make(context, new()).FitWithValidation(Data(1), Data(2));
        report.Losses[^1].Validation.Should().BeApproximately(Loss(context, model.Transform(Data(2))), 1e-4);
        report.StopReason.Should().Be(StopReason.Completed);
    }

    [Fact]
    public void Early_stop_returns_the_best_epochs_model()
    {
        var context = new MLContext(1);
        TrainerUnderTest trainer = Make(context, new() { Epochs = 500, EarlyStopAfterEpochs = 3 });
        (ITransformer model, TrainingReport report) = trainer.FitWithValidation(Noise(1), Noise(2));
        report.StopReason.Should().Be(StopReason.EarlyStop);
        report.Epochs.Should().BeInRange(report.BestEpoch + 3, report.BestEpoch + 4);
        double best = report.Losses.Min(l => double.IsNaN(l.Validation) ? double.PositiveInfinity : l.Validation);
        report.Losses[report.BestEpoch - 1].Validation.Should().Be(best);
        Loss(context, model.Transform(Noise(2))).Should().BeApproximately(best, 1e-4);
    }

    [Fact]
    public void Early_stop_without_validation_data_is_refused()
    {
        Action fit = () => Make(new MLContext(1), new() { EarlyStopAfterEpochs = 2 }).Fit(Data());
        fit.Should().Throw<ArgumentException>().WithMessage("EarlyStopAfterEpochs needs a loss on data that is not trained on*ValidationFraction*");
    }

    [Fact]
    public void A_validation_set_beside_a_held_out_part_is_refused()
    {
        Action fit = () => Make(new MLContext(1), new() { ValidationFraction = 0.1f }).FitWithValidation(Data(), Data());
        fit.Should().Throw<ArgumentException>().WithMessage("A validation set is given, and ValidationFraction is 0.1; leave one of them out.*");
    }
}
