namespace Redis.ParameterStore;

/// <summary>What came of a procedure's last step.</summary>
/// <param name="Kind">What.</param>
/// <param name="Now">The process's own clock, in nanoseconds from any origin; never decreases. Not comparable between processes.</param>
/// <param name="Chance">The process's generator, for spreading retries.</param>
/// <param name="Answers">Answered: one for each batch, in order.</param>
internal readonly record struct Reply(ReplyKind Kind, long Now, Random Chance, BatchAnswer[] Answers)
{
    internal static Reply Start(long now, Random chance) => new(ReplyKind.Start, now, chance, []);
}
