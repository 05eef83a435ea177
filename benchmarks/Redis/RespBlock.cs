using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;

namespace Benchmarks;

/// <summary>
/// A block of floats with room for what the protocol puts before and behind it, so that it is sent in one piece, and read where it lies.
/// </summary>
internal sealed class RespBlock(int floats)
{
    private const int HeadRoom = 256;

    private readonly byte[] _memory = GC.AllocateArray<byte>(HeadRoom + (floats * sizeof(float)) + 2, pinned: true);

    public Span<float> Values => MemoryMarshal.Cast<byte, float>(_memory.AsSpan(HeadRoom, floats * sizeof(float)));

    /// <summary>Where an answer's payload and its line end go.</summary>
    public Span<byte> PayloadAndLineEnd => _memory.AsSpan(HeadRoom);

    /// <summary>A whole command whose last argument is the block.</summary>
    public ReadOnlySpan<byte> Command(params ReadOnlySpan<string> arguments)
    {
        var head = new StringBuilder($"*{arguments.Length + 1}\r\n");
        foreach (string argument in arguments)
            head.Append($"${argument.Length}\r\n{argument}\r\n");
        head.Append($"${floats * sizeof(float)}\r\n");
        int start = HeadRoom - head.Length;
        Encoding.ASCII.GetBytes(head.ToString(), _memory.AsSpan(start));
        "\r\n"u8.CopyTo(_memory.AsSpan(_memory.Length - 2));
        return _memory.AsSpan(start);
    }

    /// <summary>Reads the head of an answer, <c>$n\r\n</c>, and checks that the block has its size.</summary>
    /// <returns>How many bytes the head has.</returns>
    public int HeadOf(ReadOnlySpan<byte> answer)
    {
        int end = answer.IndexOf("\r\n"u8);
        if (end < 2 || answer[0] != '$' || !Utf8Parser.TryParse(answer[1..], out int bytes, out _) || bytes != floats * sizeof(float))
            throw new BenchmarkException($"The server answered '{Encoding.UTF8.GetString(answer[..Math.Min(answer.Length, 80)])}' instead of a block of {floats} floats.");
        return end + 2;
    }
}
