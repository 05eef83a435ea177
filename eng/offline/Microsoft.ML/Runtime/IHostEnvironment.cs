namespace Microsoft.ML.Runtime;

/// <summary>What components run in: messages, progress, and hosts of their own.</summary>
public interface IHostEnvironment : IChannelProvider, IProgressChannelProvider
{
    ComponentCatalog ComponentCatalog { get; }

    IHost Register(string name, int? seed = null, bool? verbose = null);
}
