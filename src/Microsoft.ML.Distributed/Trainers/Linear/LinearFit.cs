using Distributed.Learning;
using Microsoft.ML.Runtime;
using static System.FormattableString;

namespace Microsoft.ML.Distributed;

/// <summary>One fit of a linear trainer: checks the data, reads it, trains, and makes the native model.</summary>
/// <typeparam name="TTransformer">What comes out.</typeparam>
/// <param name="host">Takes the log.</param>
/// <param name="options">Validated; the seed is set.</param>
/// <param name="make">Makes the native transformer for some columns, of weights and biases.</param>
internal sealed class LinearFit<TTransformer>(IHost host, LinearOptions options, Func<FeatureColumns, LinearResult, TTransformer> make)
{
    /// <param name="train">The data to learn from.</param>
    /// <param name="validation">The data to measure on, if they were given.</param>
    /// <param name="fit">Which fit of the trainer this is, from 0.</param>
    internal async Task<(TTransformer Model, TrainingReport Report)> RunAsync(IDataView train, IDataView? validation, int fit)
    {
        options.CheckPlacement();
        using IChannel? channel = options.Quiet ? null : host.Start("Training");
        var log = new TrainingLog(channel);
        var reading = new LinearReading(options, train, validation);
        LinearStart? start = Start(reading.Columns);
        log.Starts(Invariant($"{reading.Columns.Count} features, {options.Epochs} epochs"), options);

        TimeProvider time = TimeProvider.System;
        long started = time.GetTimestamp();
        LinearData data = reading.Read();
        string[] doubts = [.. ScaleWarnings.Of(data.Examples, reading.Columns.Features, options.MindsMeans)];
        // Each class of one-versus-all and each fold is a fit of the same features.
        if (fit == 0)
            log.Warns(doubts);
        LinearJob job = new(options, data, start, reading.Columns.Classes);
        LinearResult result = await job.RunAsync(time.GetElapsedTime(started), fit, log.Epoch).ConfigureAwait(false);
        MustBeFinite(result.Weights.Span, "weight");
        MustBeFinite(result.Biases.Span, "bias");
        TrainingReport report = Judged(result.Report, doubts);
        log.Ends(report);
        return (make(reading.Columns, result), report);
    }

    private TrainingReport Judged(TrainingReport report, string[] doubts)
    {
        string[] atEnd = options.DoubtAbout(report) is { } doubt ? [doubt] : [];
        return report with { Warnings = [.. report.Warnings, .. doubts, .. atEnd] };
    }

    /// <summary>ML.NET would refuse the model.</summary>
    private void MustBeFinite(ReadOnlySpan<float> numbers, string what)
    {
        int bad = numbers.IndexOfAnyExceptInRange(float.MinValue, float.MaxValue);
        if (bad >= 0)
            throw new InvalidOperationException($"The training ended with {numbers[bad]} as {what} {bad}: numbers grew beyond what a float holds; {options.AgainstDivergence}.");
    }

    private LinearStart? Start(FeatureColumns columns)
    {
        const string Argument = nameof(options.InitialModel);
        if (options.InitialModel is not { } initial)
            return null;
        LinearStart start = columns.Kind == LabelKind.Classes
            ? SoftmaxModelReader.Read(initial, columns, Argument)
            : LinearModelReader.Read(initial, columns.Features, Argument, options.IsLogistic);
        if (!options.Bias && start.Biases.Span.IndexOfAnyExcept(0f) is >= 0 and var first)
            throw new ArgumentException($"InitialModel has the bias {start.Biases.Span[first]}, but Bias is off; turn Bias on, or start from a model without.", Argument);
        return start;
    }
}
