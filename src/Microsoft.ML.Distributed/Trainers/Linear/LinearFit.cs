using Distributed.Learning;
using Microsoft.ML.Runtime;
using static System.FormattableString;

namespace Microsoft.ML.Distributed;

/// <summary>One fit of a linear trainer: checks the data, reads it, trains, and makes the native model.</summary>
/// <typeparam name="TTransformer">What comes out.</typeparam>
/// <param name="host">Takes the log.</param>
/// <param name="options">Validated; the seed is set.</param>
/// <param name="make">Makes the native transformer for a column of features, of weights and a bias.</param>
internal sealed class LinearFit<TTransformer>(IHost host, LinearOptions options, Func<DataViewSchema.Column, ReadOnlyMemory<float>, float, TTransformer> make)
{
    /// <param name="train">The data to learn from.</param>
    /// <param name="validation">The data to measure on, if they were given.</param>
    /// <param name="fit">Which fit of the trainer this is, from 0.</param>
    internal async Task<(TTransformer Model, TrainingReport Report)> RunAsync(IDataView train, IDataView? validation, int fit)
    {
        using IChannel? channel = options.Quiet ? null : host.Start("Training");
        var log = new TrainingLog(channel);
        var reading = new LinearReading(options, train, validation);
        LinearStart? start = Start(reading.Columns.Features);
        log.Starts(Invariant($"{reading.Columns.Count} features, {options.Epochs} epochs"), options);

        TimeProvider time = TimeProvider.System;
        long started = time.GetTimestamp();
        LinearJob job = new(options, reading.Read(), start);
        LinearResult result = await job.RunAsync(time.GetElapsedTime(started), fit, log.Epoch).ConfigureAwait(false);
        log.Ends(result.Report);
        return (make(reading.Columns.Features, result.Weights, result.Biases.Span[0]), result.Report);
    }

    private LinearStart? Start(DataViewSchema.Column features)
    {
        if (options.InitialModel is not { } initial)
            return null;
        LinearStart start = LinearModelReader.Read(initial, features, nameof(options.InitialModel), options.IsLogistic);
        if (start.Biases.Span[0] != 0 && !options.Bias)
            throw new ArgumentException($"InitialModel has the bias {start.Biases.Span[0]}, but Bias is off; turn Bias on, or start from a model without.", nameof(options.InitialModel));
        return start;
    }
}
