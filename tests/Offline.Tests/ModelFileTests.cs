using System.IO.Compression;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Offline.Tests;

public sealed class ModelFileTests : DifferentialTests
{
    [Fact]
    public void Every_transformer_has_its_place_in_the_file() => Hold(t =>
    {
        IDataView view = View();
        var chain = ML.Transforms.Conversion.MapValueToKey("Key", "Word", keyOrdinality: Microsoft.ML.Transforms.ValueToKeyMappingEstimator.KeyOrdinality.ByValue)
            .Append(ML.Transforms.Concatenate("Both", "A", "Vector")).Append(ML.Transforms.CopyColumns("Copy", "A")).Append(ML.Transforms.DropColumns("A"))
            .Append(ML.Transforms.Conversion.ConvertType("Text", "Copy", DataKind.String)).Append(ML.Transforms.Conversion.MapKeyToValue("Again", "Key"))
            .Append(ML.Transforms.SelectColumns(["Both", "Text", "Key", "Again"], keepHidden: true));
        Show(t, chain.Fit(view), view);
    });

    [Fact]
    public void Keys_of_every_type_are_kept() => Hold(t =>
    {
        IDataView view = ML.Data.LoadFromEnumerable(Everything.Some());
        foreach (string name in Everything.Scalars)
        {
            t.Add("of", name);
            Show(t, ML.Transforms.Conversion.MapValueToKey("Key", name).Append(ML.Transforms.SelectColumns("Key")).Fit(view), view);
        }
    });

    [Fact]
    public void Chains_in_chains_are_folders_in_folders() => Hold(t =>
    {
        IDataView view = View();
        var inner = ML.Transforms.CopyColumns("X", "A").Append(ML.Transforms.CopyColumns("Y", "X")).Fit(view);
        var outer = new TransformerChain<ITransformer>(inner, ML.Transforms.DropColumns("X").Fit(inner.Transform(view)));
        Show(t, outer, view);
        Show(t, new TransformerChain<ITransformer>(), view);
    });

    [Fact]
    public void Scopes_are_kept() => Hold(t =>
    {
        IDataView view = View();
        Show(t, ML.Transforms.CopyColumns("X", "A").Append(ML.Transforms.CopyColumns("Y", "A"), TransformerScope.Training).Fit(view), view);
    });

    [Fact]
    public void A_schema_is_kept_with_its_annotations_or_not_at_all() => Hold(t =>
    {
        IDataView view = ML.Transforms.Conversion.MapValueToKey("Key", "Word").Append(ML.Transforms.CopyColumns("A", "Vector")).Fit(View()).Transform(View());
        ITransformer model = ML.Transforms.CopyColumns("X", "Key").Fit(view);
        ML.Model.Load(Save(model, view.Schema), out DataViewSchema schema);
        t.Schema(schema);
        ML.Model.Load(Save(model, null), out schema);
        t.Add("none", schema);
        t.Throws("no model", () => Save(null, view.Schema));
        t.Throws("no stream", () => ML.Model.Save(model, view.Schema, (Stream)null));
        t.Throws("no path", () => ML.Model.Save(model, view.Schema, (string)null));
    });

    [Fact]
    public void What_cannot_be_saved_says_so() => Hold(t =>
    {
        IDataView view = View();
        t.Throws("an own transformer", () => Save(new Own(), view.Schema));
        t.Throws("within a chain", () => Save(new TransformerChain<ITransformer>(ML.Transforms.CopyColumns("X", "A").Fit(view), new Own()), view.Schema));
        t.Throws("one that saves another", () => t.Zip(Save(new Own(ML.Transforms.CopyColumns("X", "A").Fit(view)), view.Schema).ToArray()));
        t.Throws("within a chain", () => t.Zip(Save(new TransformerChain<ITransformer>(new Own(ML.Transforms.CopyColumns("X", "A").Fit(view))), view.Schema).ToArray()));
    });

    [Fact]
    public void What_is_no_model_is_refused() => Hold(t =>
    {
        IDataView view = View();
        byte[] good = Save(ML.Transforms.CopyColumns("X", "A").Fit(view), view.Schema).ToArray();
        t.Throws("nothing", () => Load([]));
        t.Throws("something else", () => Load(new byte[300]));
        t.Throws("cut off", () => Load(good[..^20]));
        t.Throws("an empty archive", () => Load(Changed(good, _ => null)));
        t.Throws("no model", () => Load(Changed(good, e => e.Name == "TransformerChain/Model.key" ? null : e.Bytes)));
        foreach (int at in new[] { 0, 8, 12, 16, 24, 64, 72, 76, 80, 128, 144, 256 })
            t.Throws($"a change at {at}", () => Load(Changed(good, e => e.Name == "TransformerChain/Model.key" ? Flip(e.Bytes, at) : e.Bytes)));
        t.Throws("a missing file", () => ML.Model.Load("none.zip", out _));
        t.Throws("no stream", () => ML.Model.Load((Stream)null, out _));
    });

    [Fact]
    public void Files_and_streams_are_the_same() => Hold(t =>
    {
        IDataView view = View();
        ITransformer model = ML.Transforms.CopyColumns("X", "A").Fit(view);
        string path = Path.GetTempFileName();
        try
        {
            ML.Model.Save(model, view.Schema, path);
            t.Zip(File.ReadAllBytes(path));
            t.View(ML.Model.Load(path, out _).Transform(view));
        }
        finally
        {
            File.Delete(path);
        }
    });

    private static void Show(Transcript t, ITransformer model, IDataView view)
    {
        MemoryStream file = Save(model, view.Schema);
        t.Zip(file.ToArray());
        ITransformer loaded = ML.Model.Load(file, out DataViewSchema schema);
        t.Add("kind", loaded.GetType().Name);
        t.Add("columns", schema.Count);
        t.View(loaded.Transform(view));
    }

    private static MemoryStream Save(ITransformer model, DataViewSchema schema)
    {
        var stream = new MemoryStream();
        ML.Model.Save(model, schema, stream);
        stream.Position = 0;
        return stream;
    }

    private static ITransformer Load(byte[] bytes) => ML.Model.Load(new MemoryStream(bytes), out _);

    private static byte[] Flip(byte[] bytes, int at) => [.. bytes.Select((b, i) => i == at ? (byte)~b : b)];

    private static byte[] Changed(byte[] file, Func<(string Name, byte[] Bytes), byte[]> change)
    {
        using var from = new ZipArchive(new MemoryStream(file));
        using var changed = new MemoryStream();
        using (var to = new ZipArchive(changed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (ZipArchiveEntry entry in from.Entries)
            {
                using var content = new MemoryStream();
                using (Stream stream = entry.Open())
                    stream.CopyTo(content);
                if (change((entry.FullName, content.ToArray())) is not { } bytes)
                    continue;
                using Stream copy = to.CreateEntry(entry.FullName).Open();
                copy.Write(bytes);
            }
        }
        return changed.ToArray();
    }

    private static IDataView View() => ML.Data.LoadFromEnumerable(
        new[] { new Row { A = 1, Word = "b", Vector = [2, 3] }, new Row { A = float.NaN, Word = "a", Vector = [0, 0] } });

    private sealed class Row
    {
        public float A;
        public string Word;

        [VectorType(2)]
        public float[] Vector;
    }

    private sealed class Own(ITransformer inner = null) : ITransformer
    {
        public bool IsRowToRowMapper => true;

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => inner.GetOutputSchema(inputSchema);

        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => inner.GetRowToRowMapper(inputSchema);

        public void Save(ModelSaveContext ctx) => inner?.Save(ctx);

        public IDataView Transform(IDataView input) => inner.Transform(input);
    }
}
