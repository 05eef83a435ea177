namespace Microsoft.ML.Data;

/// <summary>A chain, whatever its last transformer's type.</summary>
internal interface ITransformerChain
{
    IDataView Transform(IDataView input, TransformerScope scope);
}
