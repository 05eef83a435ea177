namespace Redis.ParameterStore;

/// <summary>A timer that the policy wants.</summary>
/// <param name="Id">The policy's name for it.</param>
/// <param name="Arming">Which arming of it.</param>
/// <param name="At">When it rings: server's time in microseconds.</param>
internal readonly record struct ArmedTimer(long Id, long Arming, long At);
