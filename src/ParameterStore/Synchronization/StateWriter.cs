using System.Buffers;
using System.Buffers.Binary;

namespace ParameterStore;

/// <summary>Writes a state: little-endian numbers behind a tag that names the format.</summary>
internal readonly ref struct StateWriter
{
    private readonly IBufferWriter<byte> _to;

    private StateWriter(IBufferWriter<byte> to) => _to = to;

    public StateWriter(IBufferWriter<byte> to, int tag)
    {
        _to = to;
        Write(tag);
    }

    /// <summary>Goes on with what another one began.</summary>
    public static StateWriter Continue(IBufferWriter<byte> to) => new(to);

    public void Write(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_to.GetSpan(sizeof(int)), value);
        _to.Advance(sizeof(int));
    }

    public void Write(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_to.GetSpan(sizeof(long)), value);
        _to.Advance(sizeof(long));
    }

    public void Write(ulong value) => Write((long)value);

    public void Write(bool value) => Write(value ? 1 : 0);

    public void Write(float value) => Write(float.IsNaN(value) ? BitConverter.SingleToInt32Bits(float.NaN) : BitConverter.SingleToInt32Bits(value));

    // Processors differ in the bits of a NaN that they compute.
    public void Write(double value) => Write(double.IsNaN(value) ? BitConverter.DoubleToInt64Bits(double.NaN) : BitConverter.DoubleToInt64Bits(value));

    public void Write(WorkerId value)
    {
        Write(value.Seat);
        Write(value.Incarnation);
    }

    public void Write(AttemptId value)
    {
        Write(value.Worker);
        Write(value.Clock);
        Write(value.Try);
    }

    public void Write(StoreVersion value)
    {
        Write(value.Index);
        Write(value.Chain);
    }

    public void Write(BlockId value)
    {
        Write(value.Shard);
        Write(value.Epoch);
        Write(value.Index);
    }

    public void Write(BlockLoss value)
    {
        Write(value.Sum);
        Write(value.Examples);
        Write(value.Gap);
    }

    /// <summary>Writes bytes behind their number.</summary>
    public void Write(ReadOnlySpan<byte> value)
    {
        Write(value.Length);
        _to.Write(value);
    }

    public void Write(string value) => Write(System.Text.Encoding.UTF8.GetBytes(value).AsSpan());

    /// <summary>Writes a state with a format of its own behind its length.</summary>
    public void Write(Action<IBufferWriter<byte>> save)
    {
        var part = new ArrayBufferWriter<byte>();
        save(part);
        Write(part.WrittenSpan);
    }
}
