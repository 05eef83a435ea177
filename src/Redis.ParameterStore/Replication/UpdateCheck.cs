namespace Redis.ParameterStore;

/// <summary>Checks where an update is said to lie, before the state takes it.</summary>
internal static class UpdateCheck
{
    /// <summary>What is wrong; null if nothing is.</summary>
    internal static string? Mistake(UpdateRef update, int member)
    {
        if (update.Member != member)
            return $"Member {member} pushes an update that member {update.Member} staged.";
        if (update.SharedBytes.Any(b => b < 0) || update.Owned.Any(o => o.Bytes < 0 || o.Shard is < 0 or int.MaxValue))
            return $"Update {update.Number} of member {member} has a negative length or example shard.";
        return update.Owned.DistinctBy(o => o.Shard).Count() == update.Owned.Length
            ? null
            : $"Update {update.Number} of member {member} has an example shard's rows twice.";
    }
}
