using System.Numerics.Tensors;

namespace Distributed.Learning;

/// <summary>What every method needs of a linear task: kernels read without looking, so nothing starts that does not fit together.</summary>
internal static class LinearChecks
{
    /// <exception cref="ArgumentException">Something is out of range or of another size than the rest.</exception>
    /// <param name="task">The task.</param>
    /// <param name="available">The bytes that may be used; null: what the runtime says.</param>
    internal static void Check(LinearTask task, long? available = null)
    {
        Check(task.Examples, task.Validation);
        Check(task.Objective);
        if (task.Method.Epochs < 1)
            throw new ArgumentException($"Epochs is {task.Method.Epochs}; it must be at least 1.", nameof(task));
        if (task.Workers < 1)
            throw new ArgumentException($"Workers is {task.Workers}; it must be at least 1.", nameof(task));
        long parameters = task.Objective.Classes * (task.Examples.Features + 1L);
        if (parameters > Array.MaxLength)
            throw new ArgumentException($"{task.Objective.Classes} classes of {task.Examples.Features} features and a bias are {parameters} parameters; at most {Array.MaxLength} fit. Hash features to fewer, or leave out rare ones.", nameof(task));
        CheckMemory(task, available);
        CheckEach(task.Examples, task.Objective, "Example");
        if (task.Validation is { } validation)
            CheckEach(validation, task.Objective, "Validation example");
        if (task.Start is { } start)
            Check(start, task.Objective.Classes, task.Examples.Features);
    }

    private static void Check(LinearExamples examples, LinearExamples? validation)
    {
        if (examples.Count < 1)
            throw new ArgumentException("There are no examples; a model is learned from at least 1.", nameof(examples));
        if (examples.IsReleased || validation is { IsReleased: true })
            throw new ArgumentException($"The {(examples.IsReleased ? "examples'" : "validation part's")} features are gone: a lasso with {nameof(LassoMethod.ReleasesExamples)} let go of them. Leave that off where examples are used again, or read them anew.", nameof(examples));
        if (validation is not null && validation.Features != examples.Features)
            throw new ArgumentException($"The validation part has {validation.Features} features and the examples have {examples.Features}; read both with the same features.", nameof(validation));
    }

    private static void Check(LinearObjective objective)
    {
        if (!Enum.IsDefined(objective.Loss))
            throw new ArgumentException($"The loss is {(int)objective.Loss}; use one that has a name.", nameof(objective));
        if (objective.Loss is LinearLoss.Huber or LinearLoss.SmoothedHinge && !((float)objective.Width > 0 && float.IsFinite((float)objective.Width)))
            throw new ArgumentException($"Width is {objective.Width}; the loss {objective.Loss} needs a number above 0 that a float can hold.", nameof(objective));
        if (!(double.IsFinite(objective.L1) && objective.L1 >= 0))
            throw new ArgumentException($"L1 is {objective.L1}; it must be a number of at least 0.", nameof(objective));
        if (!(double.IsFinite(objective.L2) && objective.L2 >= 0))
            throw new ArgumentException($"L2 is {objective.L2}; it must be a number of at least 0.", nameof(objective));
        if (objective.Loss == LinearLoss.Softmax && objective.Classes < 2)
            throw new ArgumentException($"Classes is {objective.Classes}; the loss {objective.Loss} needs at least 2.", nameof(objective));
        if (objective.Loss != LinearLoss.Softmax && objective.Classes != 1)
            throw new ArgumentException($"Classes is {objective.Classes}; the loss {objective.Loss} has 1. For more, use the loss {LinearLoss.Softmax}.", nameof(objective));
    }

    // Without the other workers: how many of them are in this process is not the task's to know.
    private static void CheckMemory(LinearTask task, long? available)
    {
        long bytes = FeatureMemory.BytesOf(task.Method, task.Objective, task.Examples.Features, workers: 1);
        if (FeatureMemory.Fault("An example", bytes, task.Examples.Features, available) is { } fault)
            throw new ArgumentException(fault, nameof(task));
    }

    private static void CheckEach(LinearExamples examples, LinearObjective objective, string what)
    {
        for (int i = 0; i < examples.Count; i++)
        {
            float label = examples.Label(i), weight = examples.Weight(i);
            if (!(weight > 0 && float.IsFinite(weight)))
                throw new ArgumentException($"{what} {i} (from 0) has the weight {weight}; weights must be finite and above 0. Correct it, or leave out examples that are to count for nothing.", nameof(examples));
            if (!IsLabel(label, objective))
                throw new ArgumentException($"{what} {i} (from 0) has the label {label}; the loss {objective.Loss} needs {LabelsOf(objective)}. Correct it, or leave such examples out.", nameof(examples));
        }
    }

    private static bool IsLabel(float label, LinearObjective objective) => objective.Loss switch
    {
        LinearLoss.Squared or LinearLoss.Huber => float.IsFinite(label),
        LinearLoss.Softmax => label >= 0 && label < objective.Classes && label == MathF.Floor(label),
        _ => label is -1 or 1,
    };

    private static string LabelsOf(LinearObjective objective) => objective.Loss switch
    {
        LinearLoss.Squared or LinearLoss.Huber => "finite numbers",
        LinearLoss.Softmax => $"whole numbers from 0 to {objective.Classes - 1}, a number for each of {objective.Classes} classes",
        _ => "-1 and 1",
    };

    private static void Check(LinearStart start, int classes, int features)
    {
        if (start.Weights.Length != (long)classes * features)
            throw new ArgumentException($"Start has {start.Weights.Length} weights; it needs {(long)classes * features}, one for each of {features} features in each of {classes} classes. Start from a model of the same features and classes, or leave it null.", nameof(start));
        if (start.Biases.Length != classes)
            throw new ArgumentException($"Start has {start.Biases.Length} biases; it needs {classes}, one for each class, 0 where there is none.", nameof(start));
        CheckFinite(start.Weights.Span, "weight");
        CheckFinite(start.Biases.Span, "bias");
    }

    private static void CheckFinite(ReadOnlySpan<float> values, string what)
    {
        if (TensorPrimitives.IsFiniteAll(values))
            return;
        int at = 0;
        while (float.IsFinite(values[at]))
            at++;
        throw new ArgumentException($"Start's {what} {at} (from 0) is {values[at]}; all must be finite. Start from another model, or leave it null.", nameof(values));
    }
}
