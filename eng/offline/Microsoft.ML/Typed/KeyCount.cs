using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>How many keys a key column has; null for as many as its type can count.</summary>
public sealed class KeyCount
{
    public ulong? Count;

    public KeyCount()
    {
    }

    public KeyCount(ulong count)
    {
        Check.Argument(count > 0, nameof(count), "A key column has at least one key.");
        Count = count;
    }
}
