using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Redis.ParameterStore;

/// <summary>The hash by which a server knows a script that it has seen.</summary>
internal static class ScriptHashes
{
    private static readonly ConcurrentDictionary<Script, string> _hashes = new();

    internal static string Of(Script script) => _hashes.GetOrAdd(script, static s => Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(s.Text))));
}
