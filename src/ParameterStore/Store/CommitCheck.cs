namespace ParameterStore;

/// <summary>Checks a commit step before anything is done.</summary>
internal static class CommitCheck
{
    /// <exception cref="ArgumentException">The step is empty, or a weight is negative or not finite.</exception>
    internal static void Check(ReadOnlySpan<Commit> step)
    {
        if (step.IsEmpty)
            throw new ArgumentException("A commit step has no attempts.", nameof(step));
        foreach (ref readonly Commit commit in step)
            if (!float.IsFinite(commit.Weight) || commit.Weight < 0)
                throw new ArgumentException($"{commit.Attempt} is to be committed with weight {commit.Weight}; weights are finite and at least 0.", nameof(step));
    }
}
