namespace Microsoft.ML.Models;

/// <summary>Names the type that knows an assembly's loaders.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class ModelLoaderSourceAttribute(Type source) : Attribute
{
    public IModelLoaderSource Create() => (IModelLoaderSource)Activator.CreateInstance(source, nonPublic: true);
}
