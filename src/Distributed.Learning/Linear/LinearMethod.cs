namespace Distributed.Learning;

/// <summary>How a linear model is found.</summary>
public abstract record LinearMethod
{
    private protected LinearMethod()
    {
    }

    /// <summary>Passes over the data, at most; ≥ 1.</summary>
    public int Epochs { get; init; } = 20;
}
