using Microsoft.ML;
using Microsoft.ML.Data;

namespace Offline.Tests;

public sealed class PredictionEngineTests : DifferentialTests
{
    [Fact]
    public void An_object_goes_in_and_one_comes_out() => Hold(t =>
    {
        var engine = ML.Model.CreatePredictionEngine<Input, Output>(Model());
        foreach (Input input in new[] { new Input { A = 1, B = 2, Word = "x" }, new Input { A = float.NaN, Word = null }, new Input { A = 5, B = 6, Word = "zzz" } })
            t.Add($"{input.A}", engine.Predict(input).ToString());
        var output = new Output();
        engine.Predict(new Input { A = 7, Word = "y" }, ref output);
        t.Add("into", output.ToString());
        t.Schema(engine.OutputSchema);
        t.Throws("nothing", () => engine.Predict(null));
        engine.Dispose();
        engine.Dispose();
    });

    [Fact]
    public void Missing_columns_are_an_error_or_not() => Hold(t =>
    {
        t.Throws("in the output, ignored", () => t.Add("is", ML.Model.CreatePredictionEngine<Input, WithMore>(Model()).Predict(new Input { Word = "x" }).More));
        t.Throws("in the output", () => ML.Model.CreatePredictionEngine<Input, WithMore>(Model(), ignoreMissingColumns: false));
        t.Throws("in the input", () => ML.Model.CreatePredictionEngine<Partly, Output>(Model()));
        t.Throws("of another type in the input", () => ML.Model.CreatePredictionEngine<AnotherType, Output>(Model()));
        t.Throws("of another type in the output", () => ML.Model.CreatePredictionEngine<Input, AnotherOutput>(Model()));
        t.Throws("no model", () => ML.Model.CreatePredictionEngine<Input, Output>(null));
    });

    [Fact]
    public void A_schema_may_say_what_goes_in() => Hold(t =>
    {
        var engine = ML.Model.CreatePredictionEngine<Input, Output>(Model(), View().Schema);
        t.Add("by schema", engine.Predict(new Input { A = 1, B = 2, Word = "x" }).ToString());
        SchemaDefinition definition = SchemaDefinition.Create(typeof(Renamed));
        definition["Text"].ColumnName = "Word";
        t.Add("by definition", ML.Model.CreatePredictionEngine<Renamed, Output>(Model(), true, definition).Predict(new Renamed { A = 3, Text = "y" }).ToString());
        var options = new PredictionEngineOptions { InputSchemaDefinition = definition };
        t.Add("by options", ML.Model.CreatePredictionEngine<Renamed, Output>(Model(), options).Predict(new Renamed { A = 3, Text = "y" }).ToString());
    });

    [Fact]
    public void A_model_that_maps_no_rows_has_no_engine() => Hold(t =>
    {
        t.Throws("an own one", () => ML.Model.CreatePredictionEngine<Input, Output>(new NoRowsMapped()));
    });

    private static ITransformer Model()
    {
        IDataView view = View();
        return ML.Transforms.Conversion.MapValueToKey("Key", "Word").Append(ML.Transforms.Concatenate("Both", "A", "B"))
            .Append(ML.Transforms.Conversion.MapKeyToValue("Again", "Key")).Fit(view);
    }

    private static IDataView View() => ML.Data.LoadFromEnumerable([new Input { Word = "x" }, new Input { Word = "y" }]);

    private sealed class Input
    {
        public float A;
        public float B { get; set; }
        public string Word;
    }

    private sealed class Output
    {
        public uint Key;
        public float[] Both;
        public string Again { get; set; }

        public override string ToString() => Text.Of(new object[] { Key, Both, Again });
    }

    private sealed class WithMore
    {
        public float More = 5;
        public uint Key;
    }

    private sealed class Partly
    {
        public float A;
    }

    private sealed class AnotherType
    {
        public double A;
        public float B;
        public string Word;
    }

    private sealed class AnotherOutput
    {
        public float Key;
    }

    private sealed class Renamed
    {
        public float A;
        public float B;
        public string Text;
    }

    private sealed class NoRowsMapped : ITransformer
    {
        public bool IsRowToRowMapper => false;

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => inputSchema;

        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => throw new NotSupportedException();

        public void Save(ModelSaveContext ctx) => throw new NotSupportedException();

        public IDataView Transform(IDataView input) => input;
    }
}
