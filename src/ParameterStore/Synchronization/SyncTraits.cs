namespace ParameterStore;

/// <summary>What a policy asks of its host and store.</summary>
/// <param name="Apply">Who commits a push.</param>
/// <param name="Pull">How pulls are bound.</param>
/// <param name="Aborts">Whether it may abort attempts.</param>
/// <param name="Weights">Whether it may apply with weights other than 1, or discard while the job runs.</param>
/// <param name="StalenessMax">The most clocks that a worker may be ahead of the slowest at its release; <see cref="int.MaxValue"/> for no bound.</param>
/// <param name="Eager">
/// Whether what others commit is to be sent to those that pulled it before, without their asking. In memory a pull is a copy and there is nothing to send;
/// over Redis every process's replica follows the job's log anyway, whatever the policy.
/// </param>
/// <param name="Measures">Whether it wants a loss measured now and then while the job runs: of learners that can.</param>
public readonly record struct SyncTraits(ApplyMode Apply, PullMode Pull, bool Aborts, bool Weights, int StalenessMax, bool Eager = false, bool Measures = false);
