using System.Numerics;

namespace Microsoft.ML.Data;

/// <summary>The 128-bit identity of a row; the steps are those of MurmurHash3's 128-bit body.</summary>
public readonly struct DataViewRowId : IComparable<DataViewRowId>, IEquatable<DataViewRowId>
{
    public readonly ulong Low;
    public readonly ulong High;

    private const ulong C1 = 0x87c37b91114253d5;
    private const ulong C2 = 0x4cf5ad432745937f;

    public DataViewRowId(ulong low, ulong high)
    {
        Low = low;
        High = high;
    }

    public override string ToString() => $"{High:x16}{Low:x16}";

    public int CompareTo(DataViewRowId other) => High == other.High ? Low.CompareTo(other.Low) : High.CompareTo(other.High);

    public bool Equals(DataViewRowId other) => Low == other.Low && High == other.High;

    public override bool Equals(object obj) => obj is DataViewRowId other && Equals(other);

    public override int GetHashCode() =>
        (int)((uint)Low ^ (uint)(Low >> 32) ^ (uint)(High << 7) ^ (uint)(High >> 57) ^ (uint)(High >> 25));

    public DataViewRowId Fork()
    {
        DataViewRowId next = Next();
        // the first of two forks differs from Next as if a one had been mixed in
        return new DataViewRowId(next.Low ^ (BitOperations.RotateLeft(C1, 31) * C2), next.High);
    }

    public DataViewRowId Next()
    {
        ulong low = StepLow(Low, High);
        return new DataViewRowId(low, StepHigh(low, High));
    }

    public DataViewRowId Combine(DataViewRowId other)
    {
        other = other.Fork();
        ulong k1 = BitOperations.RotateLeft(other.Low * C1, 31) * C2;
        ulong k2 = BitOperations.RotateLeft(other.High * C2, 33) * C1;
        ulong low = StepLow(Low ^ k1, High);
        return new DataViewRowId(low, StepHigh(low, High ^ k2));
    }

    private static ulong StepLow(ulong low, ulong high) => ((BitOperations.RotateLeft(low, 27) + high) * 5) + 0x52dce729;

    private static ulong StepHigh(ulong low, ulong high) => ((BitOperations.RotateLeft(high, 31) + low) * 5) + 0x38495ab5;
}
