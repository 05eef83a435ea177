using Microsoft.ML.Data;

namespace Microsoft.ML.Distributed.Tests;

/// <summary>Stands behind an estimator in a chain and notes which schema was promised and which came.</summary>
internal sealed class SchemaSpy : IEstimator<ITransformer>
{
    internal SchemaShape? Promised { get; private set; }

    internal DataViewSchema? Came { get; private set; }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => Promised = inputSchema;

    public ITransformer Fit(IDataView input)
    {
        Came = input.Schema;
        return new PassThrough();
    }

    private sealed class PassThrough : ITransformer
    {
        public bool IsRowToRowMapper => false;

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => inputSchema;

        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => throw new NotSupportedException();

        public void Save(ModelSaveContext ctx) => throw new NotSupportedException();

        public IDataView Transform(IDataView input) => input;
    }
}
