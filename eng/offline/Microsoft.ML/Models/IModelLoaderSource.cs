using Microsoft.ML.Runtime;

namespace Microsoft.ML.Models;

/// <summary>The loaders of an assembly's components.</summary>
internal interface IModelLoaderSource
{
    /// <summary>The component that is marked with this name, or null if it is none of this assembly's.</summary>
    object LoadOrNull(IHostEnvironment environment, ModelLoadContext context);
}
