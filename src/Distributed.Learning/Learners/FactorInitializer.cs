using System.Globalization;

namespace Distributed.Learning;

/// <summary>First factors: uniform in a range, a function of seed, row and column; 0 in the padding.</summary>
internal sealed class FactorInitializer(ulong seed, int rank, float low, float high) : ParameterStore.RowInitializer
{
    public override string Identity =>
        string.Create(CultureInfo.InvariantCulture, $"uniform({seed:x16}, {rank}, {low:R}, {high:R})");

    public override void Fill(int firstRow, int columns, Span<float> values)
    {
        float width = high - low;
        for (int offset = 0, row = firstRow; offset < values.Length; offset += columns, row++)
        {
            Span<float> factors = values.Slice(offset, columns);
            ulong stream = Mix.Hash(seed, (uint)row);
            for (int column = 0; column < rank; column++)
                factors[column] = low + (width * Mix.Unit(Mix.Hash(stream, (uint)column)));
            factors[rank..].Clear();
        }
    }
}
