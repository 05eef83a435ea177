namespace Distributed.Learning;

/// <summary>What an objective without its penalties is at a point, and which way it rises. Kernels are compiled for each.</summary>
internal interface ILinearGradient
{
    /// <summary>The most examples at once.</summary>
    const int ExamplesMax = 32;

    /// <summary>Sums up losses, and adds weight × gradient of each example.</summary>
    /// <param name="examples">The examples.</param>
    /// <param name="first">Position of the first.</param>
    /// <param name="count">How many, at most <see cref="ExamplesMax"/>.</param>
    /// <param name="at">Where; only read.</param>
    /// <param name="gradient">Is added to.</param>
    LossSum Add(LinearShards examples, int first, int count, in LinearPoint at, in LinearPoint gradient);

    /// <summary>Sums up losses only.</summary>
    LossSum Sum(LinearShards examples, int first, int count, in LinearPoint at);
}
