namespace Microsoft.ML.Randomness;

/// <summary>
/// Three Tausworthe generators and a linear congruential one, combined by exclusive or
/// (L. Howes, D. Thomas, "Efficient random number generation", GPU Gems 3, chapter 37).
/// </summary>
internal sealed class HybridRandom : Random
{
    private uint _z1;
    private uint _z2;
    private uint _z3;
    private uint _z4;

    public HybridRandom(int seed)
    {
        _z1 = (uint)seed;
        _z2 = Murmur.Round(_z1, _z1);
        _z3 = Murmur.Round(_z2, _z1);
        _z4 = Murmur.Round(_z3, _z1);
    }

    public HybridRandom(Random source)
    {
        _z1 = LargeBits(source);
        _z2 = LargeBits(source);
        _z3 = LargeBits(source);
        _z4 = Bits(source);
    }

    public override int Next()
    {
        uint bits = NextBits();
        // keeps the low 31 bits, and never gives a negative number
        return (int)(bits + (bits & 0x80000000U));
    }

    public override int Next(int maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxValue);
        return (int)(((ulong)NextBits() * (ulong)maxValue) >> 32);
    }

    public override int Next(int minValue, int maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minValue, maxValue);
        return (int)((long)(NextDouble() * ((long)maxValue - minValue)) + minValue);
    }

    public override double NextDouble() => NextBits() * (1.0 / (1L << 32));

    public override float NextSingle() => (NextBits() >> 9) * (1f / (1 << 23));

    public int NextSigned() => (int)NextBits();

    public override void NextBytes(byte[] buffer)
    {
        for (int i = 0; i < buffer.Length; i++)
            buffer[i] = (byte)Next();
    }

    private static uint Bits(Random source) => ((uint)source.Next(1 << 16) << 16) | (uint)source.Next(1 << 16);

    private static uint LargeBits(Random source)
    {
        // a Tausworthe generator with a tiny state degenerates
        uint bits;
        do
            bits = Bits(source);
        while (bits < 128);
        return bits;
    }

    private static uint Step(uint z, int s1, int s2, int s3, uint mask) => ((z & mask) << s3) ^ (((z << s1) ^ z) >> s2);

    private uint NextBits()
    {
        _z1 = Step(_z1, 13, 19, 12, ~0x1U);
        _z2 = Step(_z2, 2, 25, 4, ~0x7U);
        _z3 = Step(_z3, 3, 11, 17, ~0xFU);
        _z4 = (1664525 * _z4) + 1013904223;
        return _z1 ^ _z2 ^ _z3 ^ _z4;
    }
}
