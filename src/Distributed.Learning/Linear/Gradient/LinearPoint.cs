namespace Distributed.Learning;

/// <summary>Weights and biases, or what is to be taken off them.</summary>
/// <param name="weights">Class by class, <paramref name="stride"/> for each.</param>
/// <param name="biases">One a class.</param>
/// <param name="stride">At least the number of features.</param>
internal readonly ref struct LinearPoint(Span<float> weights, Span<float> biases, int stride)
{
    internal Span<float> Biases { get; } = biases;

    internal int Classes => Biases.Length;

    /// <summary>All weights, with what lies between the classes.</summary>
    internal Span<float> Weights { get; } = weights;

    /// <summary>One class's weights.</summary>
    internal Span<float> Of(int number) => Weights.Slice(number * stride, stride);
}
