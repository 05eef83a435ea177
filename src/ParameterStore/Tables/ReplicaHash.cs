using System.Runtime.InteropServices;

namespace ParameterStore;

/// <summary>A 64-bit hash over tables' bits, for comparing replicas.</summary>
internal static class ReplicaHash
{
    internal static ulong Of(IReadOnlyList<ReplicaTable?> tables)
    {
        ulong hash = 0xCBF29CE484222325UL;
        foreach (ReplicaTable? table in tables)
        {
            // Between tables, so that a value cannot change tables unnoticed.
            hash = (hash ^ 0x100000000UL) * 0x100000001B3UL;
            hash = Of(table is null ? [] : table.Values, hash);
            hash = Of(table is null ? [] : table.State, hash);
        }
        return hash;
    }

    private static ulong Of(ReadOnlySpan<float> values, ulong hash)
    {
        foreach (uint bits in MemoryMarshal.Cast<float, uint>(values))
            hash = (hash ^ bits) * 0x100000001B3UL;
        return hash;
    }
}
