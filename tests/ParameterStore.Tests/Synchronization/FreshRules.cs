namespace ParameterStore.Tests;

/// <summary>What k-of-n is held to in a small world.</summary>
/// <param name="NeededOf">How many fresh pushes make a step while so many workers are active.</param>
/// <param name="IsFixed">Whether that number does not depend on them.</param>
/// <param name="Weights">Of a fresh push, and of those that lag 1, 2, … steps.</param>
/// <param name="AbortsLate">Whether who can only be late is told to skip.</param>
internal sealed record FreshRules(Func<int, int> NeededOf, bool IsFixed, float[] Weights, bool AbortsLate = false)
{
    public static FreshRules Fixed(int needed, params float[] weights) => new(_ => needed, true, weights);

    /// <summary>Of the policy with this name; null if it is no k-of-n, or waits for all.</summary>
    public static FreshRules? Of(string name) => SyncPolicy.Parse(name) is KOfNChoice { Rule: { Quota.IsEverybody: false } rule }
        ? new(rule.Quota.NeededOf, rule.Quota.Millionths == 0, rule.Weights, rule.Aborts)
        : null;
}
