namespace Microsoft.ML.Data;

/// <summary>A type whose values own storage, so that getters fill a buffer of the caller's.</summary>
public abstract class StructuredDataViewType : DataViewType
{
    protected StructuredDataViewType(Type rawType)
        : base(rawType)
    {
    }
}
