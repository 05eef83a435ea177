using System.Globalization;
using System.Runtime.InteropServices;
using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>A table's spec in a canonical text: equal texts, equal tables. Long boundaries of owned rows stand as a hash.</summary>
internal static class SpecText
{
    internal static string Of(TableSpec spec)
    {
        string sharing = spec.Sharing.IsOwned
            ? string.Create(CultureInfo.InvariantCulture, $"{spec.Sharing} with boundaries {BaseBlob.Hash(MemoryMarshal.AsBytes(spec.Sharing.FirstRows)):x16}")
            : "shared";
        return string.Create(CultureInfo.InvariantCulture, $"{spec.Rows} × {spec.Columns}, fold {spec.Fold}, {sharing}, initially {spec.Initial.Identity}");
    }
}
