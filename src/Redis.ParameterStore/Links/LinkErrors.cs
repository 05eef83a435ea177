using System.Net;
using StackExchange.Redis;

namespace Redis.ParameterStore;

/// <summary>What a failed command means, and texts without secrets.</summary>
internal static class LinkErrors
{
    private const int TextLengthMax = 300;

    /// <summary>Whether the server answered with an error, so that the command was not executed; otherwise nobody knows.</summary>
    internal static bool IsAnswer(Exception error, out string text)
    {
        text = error.Message;
        return error switch
        {
            RedisServerException => !IsRedirect(text),
            RedisCommandException => (text = "CLIENT " + text) is not null,
            _ => false,
        };
    }

    /// <summary>Whether the server named another one, which the client library did not follow.</summary>
    internal static bool IsRedirect(string text) =>
        text.StartsWith("MOVED ", StringComparison.Ordinal) || text.StartsWith("ASK ", StringComparison.Ordinal)
        || text.StartsWith("Key has MOVED", StringComparison.Ordinal) || text.StartsWith("Endpoint ", StringComparison.Ordinal);

    internal static bool IsScriptMissing(string text) => text.StartsWith("NOSCRIPT", StringComparison.Ordinal);

    /// <summary>Whether the client library should look again who the masters are.</summary>
    internal static bool TellsOfMastersMoved(string text) =>
        text.StartsWith("READONLY", StringComparison.Ordinal) || text.StartsWith("CLUSTERDOWN", StringComparison.Ordinal)
        || text.StartsWith("MASTERDOWN", StringComparison.Ordinal);

    /// <summary>A text for people: short, and without the password.</summary>
    internal static string Describe(Exception error, string? secret)
    {
        string text = (error as AggregateException)?.GetBaseException().Message ?? error.Message;
        if (!string.IsNullOrEmpty(secret))
            text = text.Replace(secret, "***", StringComparison.Ordinal);
        return text.Length <= TextLengthMax ? text : text[..TextLengthMax] + "…";
    }

    internal static string Describe(IEnumerable<EndPoint> endpoints) => string.Join(", ", endpoints.Select(Describe));

    internal static string Describe(EndPoint endpoint) => endpoint is DnsEndPoint dns ? $"{dns.Host}:{dns.Port}" : endpoint.ToString() ?? "?";
}
