using System.Globalization;
using Distributed.Learning;
using Microsoft.ML.Runtime;
using ParameterStore;

namespace Microsoft.ML.Distributed;

/// <summary>What a fit says in <see cref="MLContext.Log"/>: a line at the start and one for everything doubtful, one an epoch, one at the end, and one for what is certain about the model. Without a channel: nothing.</summary>
internal sealed class TrainingLog(IChannel? channel)
{
    private readonly HashSet<string> _warned = [];

    /// <param name="what">What is trained on and how long, in words that are the same in all cultures.</param>
    /// <param name="options">The seed is set.</param>
    internal void Starts(string what, TrainerOptions options)
    {
        Write($"Training starts: {what}, {(options.Workers is { } workers ? $"{workers}" : $"up to {options.WorkersOrDefault}")} workers, {options.Synchronization}, seed {options.Seed}.");
        Warns(options.Synchronization.Warnings);
    }

    /// <summary>Called on a worker's thread.</summary>
    internal void Epoch(TrainingProgress progress) => Write(
        $"Epoch {progress.Epoch} of {progress.Epochs}: train loss {progress.TrainLoss:F5}{Part("validation loss", progress.ValidationLoss, "F5")}{Part("gap", progress.Gap, "G3")}, {progress.UpdatesPerSecond / 1e6:F2} M updates/s, {progress.Elapsed.TotalSeconds:F2} s.");

    internal void Ends(TrainingReport report)
    {
        Write($"Training ends: {report.StopReason} after {report.Epochs} epochs, model of epoch {report.BestEpoch}, {report.Updates} updates, reading {report.Reading.TotalSeconds:F2} s, training {report.Training.TotalSeconds:F2} s.");
        if (report.Certificate is { } sure)
            Write($"Certificate: the objective is at most {Math.Max(0, sure.Gap):G4} above the optimum (primal {sure.Primal:G9}, dual {sure.Dual:G9}, relative gap {Math.Max(0, sure.RelativeGap):G4}).");
        Warns(report.Warnings);
    }

    /// <summary>Of warnings, which the report repeats, each is said once.</summary>
    internal void Warns(IEnumerable<string> warnings)
    {
        foreach (string warning in warnings.Where(_warned.Add))
            channel?.Warning(MessageSensitivity.None, warning);
    }

    private static string Part(string name, double value, string format) =>
        double.IsNaN(value) ? "" : string.Create(CultureInfo.InvariantCulture, $", {name} {value.ToString(format, CultureInfo.InvariantCulture)}");

    private void Write(FormattableString line) => channel?.Info(MessageSensitivity.None, FormattableString.Invariant(line));
}
