namespace Redis.ParameterStore;

/// <summary>Errors that servers answer with.</summary>
internal static class ServerError
{
    private static readonly string[] _passing = ["MOVED", "ASK", "TRYAGAIN", "CLUSTERDOWN", "LOADING", "READONLY", "MASTERDOWN", "BUSY", "NOREPLICAS", "NOSCRIPT", "UNBLOCKED", "ERR WAIT cannot be used", "only "];

    /// <summary>Whether it is worth trying again: a cluster that settles, a server that loads.</summary>
    internal static bool MayPass(string error) => Array.Exists(_passing, p => error.StartsWith(p, StringComparison.Ordinal));

    /// <summary>The error, and what to do about it.</summary>
    internal static string Explain(string error) => error switch
    {
        _ when error.StartsWith("OOM", StringComparison.Ordinal) => $"{error} - Redis is full; raise its maxmemory, or give the job a smaller UncompactedBytesMax. What was stored is not harmed.",
        _ when error.StartsWith("NOPERM", StringComparison.Ordinal) => $"{error} - the user lacks a right; the documentation of this package has the ACL rules that a job needs.",
        _ when error.StartsWith("NOAUTH", StringComparison.Ordinal) || error.StartsWith("WRONGPASS", StringComparison.Ordinal) => $"{error} - give user and password in the connection string.",
        _ when error.StartsWith("WRONGTYPE", StringComparison.Ordinal) => $"{error} - something else wrote a key of this job; use another job id or key prefix.",
        _ => error,
    };
}
