using System.Runtime.InteropServices;

namespace ParameterStore;

/// <summary>A 64-bit hash over tables' bits, for comparing replicas.</summary>
internal static class ReplicaHash
{
    internal static ulong Of(IReadOnlyList<TableImage> tables)
    {
        ulong hash = 0xCBF29CE484222325UL;
        foreach (TableImage table in tables)
            foreach (uint bits in MemoryMarshal.Cast<float, uint>(table.Values))
                hash = (hash ^ bits) * 0x100000001B3UL;
        return hash;
    }
}
