using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

public sealed class OneHotHashEncodingEstimator : IEstimator<OneHotHashEncodingTransformer>
{
    private readonly IEstimator<ITransformer> _steps;

    internal OneHotHashEncodingEstimator(OneHotEncodingEstimator.OutputKind kind, params HashedColumn[] columns)
    {
        var hashes = new HashingEstimator(columns);
        _steps = kind switch
        {
            OneHotEncodingEstimator.OutputKind.Key => new EstimatorChain<ITransformer>().Append(hashes),
            OneHotEncodingEstimator.OutputKind.Bag or OneHotEncodingEstimator.OutputKind.Indicator => hashes.Append(
                new KeyToVectorMappingEstimator(kind == OneHotEncodingEstimator.OutputKind.Bag, Array.ConvertAll(columns, c => (c.Output, c.Output)))),
            _ => throw new NotSupportedException("This stand-in makes no binary encodings; the real Microsoft.ML does."),
        };
    }

    public OneHotHashEncodingTransformer Fit(IDataView input) => new(_steps.Fit(input));

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => _steps.GetOutputSchema(inputSchema);
}
