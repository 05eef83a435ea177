namespace Microsoft.ML.Runtime;

/// <summary>One component's environment, with its own random numbers.</summary>
public interface IHost : IHostEnvironment
{
    Random Rand { get; }
}
