namespace ParameterStore.Tests;

public sealed class RowFoldTests
{
    [Theory]
    [InlineData(1f)]
    [InlineData(0.3f)]
    [InlineData(7f)]
    public void Adding_agrees_with_the_scalar_reference_to_the_bit(float weight)
    {
        var random = new Random(5);
        foreach (int length in new[] { 0, 1, 7, 16, 33, 1000, 100_003 })
        {
            float[] rows = [.. Enumerable.Range(0, length).Select(_ => random.NextSingle() - 0.5f)];
            float[] deltas = [.. Enumerable.Range(0, length).Select(_ => random.NextSingle() - 0.5f)];
            float[] expected = [.. rows];
            for (int i = 0; i < length; i++)
            {
                float scaled = weight * deltas[i];
                expected[i] += scaled;
            }
            RowFold.Add(rows, deltas, weight);
            rows.AsSpan().SequenceEqual(expected).Should().BeTrue();
        }
    }
}
