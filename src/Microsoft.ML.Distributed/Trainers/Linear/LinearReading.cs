using Distributed.Learning;

namespace Microsoft.ML.Distributed;

/// <summary>Reads what a linear training learns from, and what it is measured on, as the options say.</summary>
internal sealed class LinearReading
{
    private readonly LinearOptions _options;
    private readonly IDataView _train;
    private readonly IDataView? _validation;
    private readonly FeatureColumns _validationColumns;

    /// <summary>Refuses everything that can be refused before the data is read.</summary>
    /// <param name="options">Validated.</param>
    /// <param name="train">What to learn from.</param>
    /// <param name="validation">What to measure on, if it was given.</param>
    /// <param name="memory">The bytes that may be used; null: what the runtime says.</param>
    /// <exception cref="ArgumentException">A column does not fit, there are more features than memory can hold, or two validation sets or none where one is needed.</exception>
    internal LinearReading(LinearOptions options, IDataView train, IDataView? validation, long? memory = null)
    {
        (_options, _train, _validation) = (options, train, validation);
        Columns = Find(train, "input");
        LinearModelWriter.CheckSize(Columns.Features, Columns.Classes, "input");
        CheckMemory(memory);
        options.CheckValidation(validation);
        if (validation is null)
            return;
        _validationColumns = Find(validation, nameof(validation));
        _validationColumns.MustMatch(Columns, nameof(validation));
    }

    /// <summary>The training data's columns.</summary>
    internal FeatureColumns Columns { get; }

    /// <summary>Reads.</summary>
    /// <exception cref="ArgumentException">The data is empty, a row of it cannot be used, or all of it is of one class.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    internal LinearData Read()
    {
        LinearData data = Part(Read(_train, Columns, "input"));
        if (Columns.Kind != LabelKind.Number)
            data.CheckClasses(Columns, "input");
        return data.Weighted(_options.WeightsOfClasses);
    }

    private void CheckMemory(long? available)
    {
        // How many workers the number of examples makes worth having is not known before they are read: one at least.
        long bytes = FeatureMemory.BytesOf(_options.Method(), _options.Objective(1, Columns.Classes), Columns.Count, _options.Workers ?? 1);
        if (FeatureMemory.Fault($"'{Columns.Features.Name}'", bytes, Columns.Count, available) is { } fault)
            throw new ArgumentOutOfRangeException("input", fault);
    }

    private LinearData Part(LinearExamples examples)
    {
        if (_validation is not null)
            return new(examples, Read(_validation, _validationColumns, "validation"));
        if (_options.ValidationFraction == 0)
            return new(examples, null);
        (LinearExamples kept, LinearExamples heldOut) = examples.HoldOut(_options.ValidationFraction, (uint)_options.Seed!.Value);
        if (kept.Count > 0 && heldOut.Count > 0)
            return new(kept, heldOut);
        throw new ArgumentException(
            $"ValidationFraction {_options.ValidationFraction} of {examples.Count} examples leaves nothing to {(kept.Count > 0 ? "measure on" : "train on")}; set it to 0, or give a validation set.",
            nameof(_options.ValidationFraction));
    }

    private FeatureColumns Find(IDataView data, string argument) => FeatureColumns.Find(data.Schema, _options.Columns, argument);

    private LinearExamples Read(IDataView data, FeatureColumns columns, string argument) =>
        FeatureReader.Read(data, columns, _options.WorkersOrDefault, argument, _options.CancellationToken);
}
