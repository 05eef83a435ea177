using System.Globalization;

namespace Distributed.Learning;

/// <summary>What the processes of a job must have equal in their linear tasks.</summary>
internal static class LinearText
{
    /// <summary>All that shapes the result, in the form of <see cref="ILearner.Options"/>.</summary>
    internal static string Describe(LinearTask task, string method)
    {
        LinearObjective objective = task.Objective;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"loss={objective.Loss}, width={objective.Width:R}, l1={objective.L1:R}, l2={objective.L2:R}, bias={objective.Bias}, classes={objective.Classes}, features={task.Examples.Features}, epochs={task.Method.Epochs}, seed={task.Seed}, workers={task.Workers}, {method}");
    }

    /// <summary>A hash of all examples, validation too.</summary>
    internal static ulong HashData(LinearTask task) => DataHash.Combine([task.Examples.Hash(), task.Validation?.Hash() ?? 0]);
}
