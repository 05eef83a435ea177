using Microsoft.ML;
using Microsoft.ML.Data;

namespace Offline.Tests;

public sealed class PipelineTests : DifferentialTests
{
    [Fact]
    public void A_chain_fits_each_part_on_what_the_parts_before_made() => Hold(t =>
    {
        IDataView view = View();
        var chain = ML.Transforms.CopyColumns("B", "A").Append(ML.Transforms.Concatenate("C", "A", "B"));
        TransformerChain<Microsoft.ML.Data.ColumnConcatenatingTransformer> model = chain.Fit(view);
        t.View(model.Transform(view));
        t.Add("last", model.LastTransformer.GetType().Name);
        t.Add("parts", model.Select(part => part.GetType().Name));
        t.Add("maps rows", ((ITransformer)model).IsRowToRowMapper);
        t.Schema(model.GetOutputSchema(view.Schema));
        t.Shape(chain.GetOutputSchema(ShapeOf.View(view)));
    });

    [Fact]
    public void A_chain_checks_shapes_before_it_fits() => Hold(t =>
    {
        var fits = 0;
        var counting = ML.Transforms.CopyColumns("B", "A").WithOnFitDelegate(_ => fits++);
        t.Throws("a column that nobody makes", () => counting.Append(ML.Transforms.CopyColumns("X", "Nothing")).Fit(View()));
        t.Add("fits", fits);
        t.Throws("a good chain", () => counting.Append(ML.Transforms.CopyColumns("X", "B")).Fit(View()));
        t.Add("fits", fits);
    });

    [Fact]
    public void A_checkpoint_caches_for_what_follows() => Hold(t =>
    {
        int made = 0;
        IDataView view = ML.Data.LoadFromEnumerable(Enumerable.Range(0, 5).Select(i => new { Word = (made++ % 2 == 0 ? "a" : "b") }));
        var chain = ML.Transforms.CopyColumns("Other", "Word").AppendCacheCheckpoint(ML)
            .Append(ML.Transforms.Conversion.MapValueToKey("Key", "Word")).Append(ML.Transforms.Conversion.MapValueToKey("Again", "Other"));
        var model = chain.Fit(view);
        t.Add("rows made", made);
        t.View(model.Transform(view));
        var uncached = ML.Transforms.CopyColumns("Other", "Word")
            .Append(ML.Transforms.Conversion.MapValueToKey("Key", "Word")).Append(ML.Transforms.Conversion.MapValueToKey("Again", "Other"));
        made = 0;
        uncached.Fit(view);
        t.Add("rows made without a cache", made);
        t.Throws("on a lone estimator", () => ML.Transforms.CopyColumns("Other", "Word").AppendCacheCheckpoint(ML).Fit(view));
    });

    [Fact]
    public void Parts_may_serve_in_some_scopes_only() => Hold(t =>
    {
        IDataView view = View();
        var model = ML.Transforms.CopyColumns("Always", "A").Append(ML.Transforms.CopyColumns("Training", "A"), TransformerScope.Training)
            .Append(ML.Transforms.CopyColumns("Scoring", "A"), TransformerScope.Scoring).Append(ML.Transforms.CopyColumns("Tested", "A"), TransformerScope.TrainTest)
            .Fit(view);
        t.Schema(model.Transform(view).Schema);
        foreach (TransformerScope scope in Enum.GetValues<TransformerScope>())
        {
            t.Add("scope", scope.ToString());
            t.Throws("chain", () => t.Add("parts", model.GetModelFor(scope).Count()));
        }
    });

    [Fact]
    public void An_empty_chain_changes_nothing() => Hold(t =>
    {
        IDataView view = View();
        var model = new EstimatorChain<ITransformer>().Fit(view);
        t.View(model.Transform(view));
        t.Add("parts", model.Count());
        t.Add("last", model.LastTransformer);
        t.Shape(new EstimatorChain<ITransformer>().GetOutputSchema(ShapeOf.View(view)));
    });

    [Fact]
    public void Transformers_are_chained_too() => Hold(t =>
    {
        IDataView view = View();
        var first = ML.Transforms.CopyColumns("B", "A").Fit(view);
        var second = ML.Transforms.CopyColumns("C", "B").Fit(first.Transform(view));
        TransformerChain<ColumnCopying> chain = null;
        t.Throws("of another kind", () => chain = new TransformerChain<ColumnCopying>(first, second));
        t.View(new TransformerChain<ITransformer>(first, second).Transform(view));
        t.View(first.Append(second).Transform(view));
        t.Throws("in the wrong order", () => second.Append(first).Transform(view));
        t.Throws("null", () => new TransformerChain<ITransformer>(first, null));
    });

    [Fact]
    public void Nothing_may_be_null() => Hold(t =>
    {
        t.Throws("data to fit", () => ML.Transforms.CopyColumns("B", "A").Fit(null));
        t.Throws("data to a chain", () => ML.Transforms.CopyColumns("B", "A").Append(ML.Transforms.CopyColumns("C", "A")).Fit(null));
        t.Throws("an estimator", () => ML.Transforms.CopyColumns("B", "A").Append((IEstimator<ITransformer>)null));
        t.Throws("data to transform", () => ML.Transforms.CopyColumns("B", "A").Fit(View()).Transform(null));
        t.Throws("a shape", () => ML.Transforms.CopyColumns("B", "A").GetOutputSchema(null));
        t.Throws("a schema", () => ML.Transforms.CopyColumns("B", "A").Fit(View()).GetOutputSchema(null));
        t.Throws("a catalog's argument", () => ML.Data.Cache(null));
    });

    [Fact]
    public void Rows_are_mapped_one_at_a_time_too() => Hold(t =>
    {
        IDataView view = View();
        ITransformer model = ML.Transforms.CopyColumns("B", "A").Append(ML.Transforms.Concatenate("C", "A", "B")).Fit(view);
        var mapper = model.GetRowToRowMapper(view.Schema);
        DataViewSchema.Column made = mapper.OutputSchema["C"];
        t.Add("needs", mapper.GetDependencies([made]).Select(c => c.Name));
        t.Add("needs for another", mapper.GetDependencies([mapper.OutputSchema["Word"]]).Select(c => c.Name));
        using DataViewRowCursor cursor = view.GetRowCursor(view.Schema);
        DataViewRow row = mapper.GetRow(cursor, [made]);
        t.Add("active", row.Schema.Where(row.IsColumnActive).Select(c => $"{c.Index} {c.Name}"));
        Func<string> read = Values.ReaderOf(row, row.Schema["C"]);
        while (cursor.MoveNext())
            t.Add($"at {row.Position}", read());
    });

    [Fact]
    public void What_a_hidden_column_held_stays_readable() => Hold(t =>
    {
        IDataView view = View();
        var model = ML.Transforms.Conversion.ConvertType("A", "A", DataKind.Double).Append(ML.Transforms.CopyColumns("A", "Word")).Fit(view);
        IDataView hidden = model.Transform(view);
        t.View(hidden);
        t.Add("found by name", hidden.Schema["A"].Index);
        t.Add("by enumerable", ML.Data.CreateEnumerable<Worded>(hidden, false, ignoreMissingColumns: true).Select(r => r.A));
    });

    private static IDataView View() => ML.Data.LoadFromEnumerable(new[] { new { A = 1f, Word = "x" }, new { A = 2f, Word = "y" } });

    private sealed class Worded
    {
        public string A { get; set; }
    }

    private sealed class ColumnCopying : ITransformer
    {
        public bool IsRowToRowMapper => throw new NotSupportedException();

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => throw new NotSupportedException();

        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => throw new NotSupportedException();

        public void Save(ModelSaveContext ctx) => throw new NotSupportedException();

        public IDataView Transform(IDataView input) => throw new NotSupportedException();
    }
}
