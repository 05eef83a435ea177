using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>The small parts of records as bytes: counts as varints, signed numbers zigzag, so that small ones are short. <see cref="RecordReader"/> reads them.</summary>
internal readonly ref struct RecordWriter
{
    /// <summary>The longest text that is written, in bytes.</summary>
    internal const int TextBytesMax = 32 << 10;

    /// <summary>Why something failed is cut to this many bytes: a long trace must not keep the failure from being told.</summary>
    internal const int ReasonBytesMax = 4 << 10;

    private readonly IBufferWriter<byte> _to;

    internal RecordWriter(IBufferWriter<byte> to) => _to = to;

    internal void Byte(byte value)
    {
        _to.GetSpan(1)[0] = value;
        _to.Advance(1);
    }

    /// <summary>A number ≥ 0 that is counted, not a name: 7 bits a byte.</summary>
    internal void Count(int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        Varint((uint)value);
    }

    internal void Int32(int value) => Int64(value);

    internal void Int64(long value) => Varint((ulong)((value << 1) ^ (value >> 63)));

    internal void UInt64(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(_to.GetSpan(sizeof(ulong)), value);
        _to.Advance(sizeof(ulong));
    }

    internal void Single(float value)
    {
        BinaryPrimitives.WriteSingleLittleEndian(_to.GetSpan(sizeof(float)), value);
        _to.Advance(sizeof(float));
    }

    internal void Double(double value)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(_to.GetSpan(sizeof(double)), value);
        _to.Advance(sizeof(double));
    }

    /// <exception cref="ArgumentException">The text is longer than a record may hold.</exception>
    internal void Text(string text)
    {
        int bytes = Encoding.UTF8.GetByteCount(text);
        if (bytes > TextBytesMax)
            throw new ArgumentException($"A text of {bytes:N0} bytes is to go into the job's log, which takes {TextBytesMax:N0} at most: '{text[..64]}…'.", nameof(text));
        Count(bytes);
        Encoding.UTF8.GetBytes(text, _to.GetSpan(Math.Max(1, bytes)));
        _to.Advance(bytes);
    }

    internal void Reason(string text)
    {
        Span<byte> bytes = stackalloc byte[ReasonBytesMax];
        Encoding.UTF8.GetEncoder().Convert(text, bytes, flush: true, out _, out int written, out _);
        Count(written);
        bytes[..written].CopyTo(_to.GetSpan(Math.Max(1, written)));
        _to.Advance(written);
    }

    internal void Worker(WorkerId worker)
    {
        Int32(worker.Seat);
        Int32(worker.Incarnation);
    }

    internal void Attempt(AttemptId attempt)
    {
        Worker(attempt.Worker);
        Int32(attempt.Clock);
        Int32(attempt.Try);
    }

    internal void Version(StoreVersion version)
    {
        Int64(version.Index);
        UInt64(version.Chain);
    }

    internal void Update(UpdateRef update)
    {
        Int32(update.Member);
        Int64(update.Number);
        Byte((byte)update.Codec);
        Count(update.SharedBytes.Length);
        foreach (int bytes in update.SharedBytes)
            Int32(bytes);
        Count(update.Owned.Length);
        foreach (OwnedRef owned in update.Owned)
        {
            Int32(owned.Shard);
            Int32(owned.Coded);
        }
    }

    private void Varint(ulong value)
    {
        Span<byte> to = _to.GetSpan(Varints.BytesMax);
        _to.Advance(Varints.Write(to, value));
    }
}
