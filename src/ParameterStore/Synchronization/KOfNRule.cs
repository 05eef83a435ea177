namespace ParameterStore;

/// <summary>What a k-of-n policy does, checked.</summary>
/// <param name="Quota">How many fresh pushes make a step.</param>
/// <param name="Late">What becomes of late ones.</param>
/// <param name="Weights">Of a fresh push, and of one that lags 1, 2, … steps; one that lags further is discarded, as one of weight 0 is.</param>
internal sealed record KOfNRule(FreshQuota Quota, LatePushes Late, float[] Weights)
{
    /// <summary>Whether workers are told to give up what can only be late.</summary>
    internal bool Aborts => Late == LatePushes.AbortLate && !Quota.IsEverybody;
}
