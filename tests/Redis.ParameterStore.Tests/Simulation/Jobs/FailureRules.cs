using ParameterStore;

namespace Redis.ParameterStore.Tests;

/// <summary>What a process may fail with, and in which worlds.</summary>
internal static class FailureRules
{
    private static readonly string[] _waits = ["GatherTimeout", "its end was lost in a failover"];

    /// <summary>Whether what went wrong in the world explains the failure, and the message names the job.</summary>
    internal static bool Explains(WorldPlan plan, Exception error, out string why)
    {
        why = "nothing in this world explains it";
        Exception cause = error;
        while (cause is JobFailedException && cause.InnerException is { } inner)
            cause = inner;
        if (!error.Message.Contains($"Job '{plan.Manifest.JobId}'", StringComparison.Ordinal))
        {
            why = "the message does not name the job";
            return false;
        }

        return cause switch
        {
            RedisUnavailableException => plan.Faults.Any(f => f.Kind is FaultKind.Partition or FaultKind.FailOver or FaultKind.Pause) || plan.Settings.WaitReplicas > 0,
            JobGoneException => plan.Has(FaultKind.FailOver),
            _ when NamesLostKeys(error) => plan.Has(FaultKind.FailOver) && plan.Settings.WaitReplicas == 0,
            _ when error is JobFailedException => (!plan.IsQuiet || plan.HasLeavers) && NamesAWait(error.Message),
            _ => false,
        };
    }

    /// <summary>A short name of a failure, for counting.</summary>
    internal static string KindOf(Exception error)
    {
        string? wait = _waits.FirstOrDefault(w => error.Message.Contains(w, StringComparison.Ordinal));
        return NamesLostKeys(error) ? nameof(UpdatesLostException)
            : wait is not null ? $"'{wait}'" : (error.InnerException ?? error).GetType().Name;
    }

    private static bool NamesLostKeys(Exception error) => error.Message.Contains("a server lost or evicted keys", StringComparison.OrdinalIgnoreCase);

    // Who waited in vain says for what, and who is there.
    private static bool NamesAWait(string message) => _waits.Any(w => message.Contains(w, StringComparison.Ordinal));
}
