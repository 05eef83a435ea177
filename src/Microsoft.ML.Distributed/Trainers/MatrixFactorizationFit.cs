using Distributed.Learning;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers.Recommender;
using static System.FormattableString;

namespace Microsoft.ML.Distributed;

/// <summary>One fit: checks the data, reads it, trains, and makes the native model.</summary>
/// <param name="context">Makes the model.</param>
/// <param name="host">Takes the log.</param>
/// <param name="options">Validated; the seed is set.</param>
/// <param name="fit">Which fit of the trainer this is, from 0.</param>
internal sealed class MatrixFactorizationFit(MLContext context, IHost host, MatrixFactorizationOptions options, int fit)
{
    internal async Task<(MatrixFactorizationPredictionTransformer Model, TrainingReport Report)> RunAsync(IDataView train, IDataView? validation)
    {
        using IChannel? channel = options.Quiet ? null : host.Start("Training");
        var log = new TrainingLog(channel);
        RatingColumns columns = Columns(train, "input");
        var job = new FactorizationJob(options, columns);
        Check(job, columns, validation);
        log.Starts(Invariant($"{columns.RowCount} rows x {columns.ColumnCount} columns, rank {options.Rank}, {options.Epochs} epochs"), options);

        TimeProvider time = TimeProvider.System;
        long started = time.GetTimestamp();
        FactorModel factors;
        TrainingReport report;
        if (job.IsLocal)
        {
            RatingData data = Read(train, columns, validation, isLocal: true);
            (factors, report) = await job.RunAsync(data, time.GetElapsedTime(started), fit, log.Epoch).ConfigureAwait(false);
        }
        else
        {
            RatingShards ratings = ReadAndCut(job, columns, train, validation, out IReadOnlyList<ReadOnlyMemory<Rating>> heldOut);
            (factors, report) = await job.RunAsync(ratings, heldOut, time.GetElapsedTime(started), fit, log.Epoch).ConfigureAwait(false);
        }

        log.Ends(report);
        var writer = new MatrixFactorizationModelWriter(context, options.MatrixColumnIndexColumnName, options.MatrixRowIndexColumnName);
        return (writer.Make(factors), report);
    }

    /// <summary>A method of its own, so that what was read can be freed as soon as it is cut.</summary>
    private RatingShards ReadAndCut(
        FactorizationJob job, RatingColumns columns, IDataView train, IDataView? validation, out IReadOnlyList<ReadOnlyMemory<Rating>> heldOut)
    {
        RatingData data = Read(train, columns, validation, isLocal: false);
        heldOut = data.HeldOut;
        return job.Cut(data);
    }

    private RatingColumns Columns(IDataView data, string argument)
    {
        RatingColumns columns = RatingColumns.Find(
            data.Schema, options.MatrixColumnIndexColumnName, options.MatrixRowIndexColumnName, options.LabelColumnName, argument);
        return options.Loss == MatrixFactorizationLoss.OneClass ? columns.WithoutValues() : columns;
    }

    /// <summary>Everything that can be refused before the data is read.</summary>
    private void Check(FactorizationJob job, RatingColumns columns, IDataView? validation)
    {
        job.CheckPlacement();
        MatrixFactorizationModelWriter.CheckSize(columns, options.Rank, job.Folds, nameof(options.Rank));
        if (options.InitialModel is { } initial)
            InitialFactors.CheckShape(initial, columns);
        options.CheckValidation(validation);
        if (validation is not null)
            Columns(validation, nameof(validation)).MustMatch(columns, nameof(validation));
    }

    private RatingData Read(IDataView train, RatingColumns columns, IDataView? validation, bool isLocal)
    {
        RatingData data = Read(train, columns, new HoldOut(options.ValidationFraction, options.Seed!.Value), "input");
        if (validation is not null)
            return data with { HeldOut = Read(validation, Columns(validation, nameof(validation)), default, nameof(validation)).Ratings };
        if (options.ValidationFraction > 0 && ((data.HeldOut.Count == 0 && !isLocal) || data.Ratings.Count == 0))
        {
            throw new ArgumentException(
                $"ValidationFraction {options.ValidationFraction} of so few ratings leaves nothing to {(data.HeldOut.Count == 0 ? "measure on" : "train on")}; set it to 0, or give a validation set.",
                nameof(options.ValidationFraction));
        }

        return data;
    }

    private RatingData Read(IDataView data, RatingColumns columns, HoldOut holdOut, string argument) =>
        RatingReader.Read(data, columns, holdOut, options.WorkersOrDefault, argument, options.CancellationToken);
}
