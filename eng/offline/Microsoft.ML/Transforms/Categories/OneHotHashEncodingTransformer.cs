using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Hashes values and makes vectors of the hashes.</summary>
public sealed class OneHotHashEncodingTransformer : ITransformer
{
    private readonly ITransformer _steps;

    internal OneHotHashEncodingTransformer(ITransformer steps) => _steps = steps;

    bool ITransformer.IsRowToRowMapper => _steps.IsRowToRowMapper;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => _steps.GetOutputSchema(inputSchema);

    public IDataView Transform(IDataView input) => _steps.Transform(input);

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => _steps.GetRowToRowMapper(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx) => _steps.Save(ctx);
}
