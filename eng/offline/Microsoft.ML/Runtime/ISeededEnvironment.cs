namespace Microsoft.ML.Runtime;

/// <summary>An environment that knows the seed it was made with.</summary>
internal interface ISeededEnvironment : IHostEnvironment
{
    int? Seed { get; }
}
