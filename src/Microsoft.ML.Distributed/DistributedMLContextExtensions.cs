namespace Microsoft.ML.Distributed;

/// <summary>The way in.</summary>
public static class DistributedMLContextExtensions
{
    /// <summary>The trainers of this package.</summary>
    public static DistributedCatalog Distributed(this MLContext mlContext)
    {
        ArgumentNullException.ThrowIfNull(mlContext);
        return new(mlContext);
    }
}
