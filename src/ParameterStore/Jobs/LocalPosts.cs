using System.Collections.Concurrent;

namespace ParameterStore;

/// <summary>What was laid down for all processes where there is only one.</summary>
internal sealed class LocalPosts
{
    private readonly ConcurrentDictionary<string, byte[]> _posts = new(StringComparer.Ordinal);

    /// <summary>Keeps a copy; of nothing, nothing.</summary>
    public void Post(string name, ReadOnlyMemory<byte> bytes)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (bytes.IsEmpty)
            _posts.TryRemove(name, out _);
        else
            _posts[name] = bytes.ToArray();
    }

    /// <exception cref="KeyNotFoundException">Nothing was posted under the name.</exception>
    public ReadOnlyMemory<byte> Read(string name) => _posts.TryGetValue(name, out byte[]? bytes)
        ? bytes
        : throw new KeyNotFoundException($"Nothing was posted under '{name}'.");
}
