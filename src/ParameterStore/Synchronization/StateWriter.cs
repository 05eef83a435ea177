using System.Buffers;
using System.Buffers.Binary;

namespace ParameterStore;

/// <summary>Writes a policy's state: little-endian numbers behind a tag that names the format.</summary>
internal readonly ref struct StateWriter
{
    private readonly IBufferWriter<byte> _to;

    public StateWriter(IBufferWriter<byte> to, int tag)
    {
        _to = to;
        Write(tag);
    }

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
}
