using Distributed.Learning;
using ParameterStore;

namespace Microsoft.ML.Distributed;

/// <summary>What the options of every trainer of this package have beside the job's. A trainer keeps a copy: changes made later have no effect on it.</summary>
public abstract class TrainerOptions : JobOptions
{
    /// <summary>The largest <see cref="ValidationFraction"/>.</summary>
    public const float ValidationFractionMax = 0.5f;

    private protected TrainerOptions()
    {
    }

    /// <summary>The part of the training data held out to measure the loss after each epoch, 0 … <see cref="ValidationFractionMax"/>. 0: none.</summary>
    public float ValidationFraction { get; set; }

    /// <summary>
    /// Stops after this many epochs without a better validation loss, and returns the best epoch's model. Null: never.
    /// Needs validation data: <see cref="ValidationFraction"/>, or <c>Fit(train, validation)</c>.
    /// </summary>
    public int? EarlyStopAfterEpochs { get; set; }

    /// <summary>
    /// Told after each <c>Fit</c> how it went, on the thread that called it: for trainers inside a pipeline or a cross-validation, whose
    /// <c>Fit(data, out report)</c> nobody can call.
    /// </summary>
    public Action<TrainingReport>? OnCompleted { get; set; }

    /// <summary>Writes nothing to <see cref="MLContext.Log"/>.</summary>
    public bool Quiet { get; set; }

    /// <summary>The source of the trainer's lines in <see cref="MLContext.Log"/>, and the name of jobs that have none.</summary>
    internal abstract string TrainerName { get; }

    /// <summary>Whether there is one worker whatever the data: other processes might bring more.</summary>
    private protected bool IsOneWorker => Workers == 1 && !Placement.SpansProcesses;

    /// <summary>Whether every clock of all workers begins with the same parameters and all of its pushes are applied at once: BSP, and what is equal to it.</summary>
    private protected bool IsInStep => Synchronization.Create().Traits is { Apply: ApplyMode.ByDecision, Pull: PullMode.Exactly };

    /// <summary>Whether pushes may count by a factor, or not at all.</summary>
    private protected bool WeighsPushes => Synchronization.Create().Traits.Weights;

    /// <summary>Checks everything that can be checked without data.</summary>
    /// <exception cref="ArgumentException">An option is out of range, or two do not go together; the message says what to do instead.</exception>
    internal abstract void Validate();

    /// <summary>Checks the validation data's part of a fit.</summary>
    /// <param name="validation">The validation set, if there is one.</param>
    /// <exception cref="ArgumentException">There are two validation sets, or none for an early stop.</exception>
    internal void CheckValidation(IDataView? validation)
    {
        if (validation is not null && ValidationFraction > 0)
            throw new ArgumentException($"A validation set is given, and ValidationFraction is {ValidationFraction}; leave one of them out.", nameof(validation));
        if (validation is null && EarlyStopAfterEpochs is not null && ValidationFraction == 0)
        {
            throw new ArgumentException(
                "EarlyStopAfterEpochs needs a loss on data that is not trained on; set ValidationFraction, or use Fit(train, validation).",
                nameof(EarlyStopAfterEpochs));
        }
    }

    /// <summary>A copy that later changes do not reach.</summary>
    private protected TrainerOptions CopyOf() => (TrainerOptions)MemberwiseClone();

    private protected void ValidateValidation()
    {
        if (!(ValidationFraction >= 0 && ValidationFraction <= ValidationFractionMax))
        {
            throw new ArgumentOutOfRangeException(
                nameof(ValidationFraction), ValidationFraction, $"ValidationFraction is {ValidationFraction}; it must be from 0 (none) to {ValidationFractionMax}.");
        }

        if (EarlyStopAfterEpochs is { } epochs)
            OptionChecks.AtLeastOne(epochs, nameof(EarlyStopAfterEpochs));
    }
}
