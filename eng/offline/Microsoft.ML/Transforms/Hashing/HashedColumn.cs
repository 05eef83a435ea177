namespace Microsoft.ML.Transforms;

/// <summary>One column that is hashed into another.</summary>
/// <param name="Output">The column of keys.</param>
/// <param name="Input">The column of values.</param>
/// <param name="Bits">Keys are of so many bits, 1 to 31.</param>
/// <param name="Seed">What hashes start from.</param>
/// <param name="IsOrdered">Whether the place of an item in its vector counts.</param>
internal sealed record HashedColumn(string Output, string Input, int Bits, uint Seed, bool IsOrdered)
{
    public const uint DefaultSeed = 314489979;
    public const int BitsMax = 31;

    public HashedColumn Checked()
    {
        if (Bits is < 0 or > BitsMax)
            throw new ArgumentOutOfRangeException(nameof(Bits), $"Should be between 1 and {BitsMax} inclusive");
        return this;
    }
}
