using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace Microsoft.ML.Distributed.Tests;

public sealed class SoftmaxModelWriterTests
{
    private static readonly string[] _names = ["red", "green", "blue"];

    private readonly MLContext _context = new(1);

    public static TheoryData<string> Kinds => ["dense", "sparse", "zeros"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_native_model_holds_the_numbers_bit_by_bit(string kind)
    {
        MaximumEntropyModelParameters model = Model(kind).Model;
        VBuffer<float>[] weights = [];
        model.GetWeights(ref weights, out int classes);
        classes.Should().Be(3);
        weights.SelectMany(w => w.DenseValues()).Select(BitConverter.SingleToInt32Bits).Should().Equal(WeightsOf(kind).Select(BitConverter.SingleToInt32Bits));
        model.GetBiases().Should().Equal(Biases());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Probabilities_are_those_of_softmax(string kind)
    {
        LabelledRow[] rows = LabelledRow.Make(30);
        float[][] scores = [.. Model(kind).Transform(Data(rows)).GetColumn<VBuffer<float>>("Score").Select(s => s.DenseValues().ToArray())];
        uint[] labels = [.. Model(kind).Transform(Data(rows)).GetColumn<uint>("PredictedLabel")];
        for (int i = 0; i < rows.Length; i++)
        {
            double[] powers = [.. Enumerable.Range(0, 3).Select(k => Math.Exp(Biases()[k] + rows[i].Values.Select((x, j) => (double)x * WeightsOf(kind)[(k * 4) + j]).Sum()))];
            float[] got = scores[i];
            for (int k = 0; k < 3; k++)
                got[k].Should().BeApproximately((float)(powers[k] / powers.Sum()), 1e-5f);
            labels[i].Should().Be((uint)Array.IndexOf(got, got.Max()) + 1);
        }
    }

    [Fact]
    public void The_labels_names_survive_saving()
    {
        var model = Model("dense");
        using var zip = new MemoryStream();
        IDataView data = Data(LabelledRow.Make(3));
        _context.Model.Save(model, data.Schema, zip);
        zip.Position = 0;
        foreach (ITransformer each in new[] { model, new MLContext().Model.Load(zip, out _) })
        {
            DataViewSchema schema = each.GetOutputSchema(data.Schema);
            Names(schema["PredictedLabel"], "KeyValues").Should().Equal(_names);
            Names(schema["Score"], "SlotNames").Should().Equal(_names);
            Names(schema["Score"], "TrainingLabelValues").Should().Equal(_names);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_is_written_is_what_ML_NET_saves(string kind)
    {
        using var ours = new MemoryStream();
        IDataView data = Data(LabelledRow.Make(3));
        SoftmaxModelWriter.Multiclass(data.Schema["Features"], data.Schema["Color"], WeightsOf(kind), Biases()).Write(ours);
        using var saved = new MemoryStream();
        _context.Model.Save(Model(kind), data.Schema, saved);
        ArchiveEntries.MustBeTheSame(ours, saved);
    }

    private static float[] Biases() => [0.5f, -1, 1 / 3f];

    private static float[] WeightsOf(string kind) => kind switch
    {
        "dense" => [.. Enumerable.Range(1, 12).Select(i => 1f / i)],
        "sparse" => [0, 0, 2, 0, 0, 0, 0, 0, -1, 0, 0, 3],
        _ => new float[12],
    };

    private static string[] Names(DataViewSchema.Column column, string kind)
    {
        VBuffer<ReadOnlyMemory<char>> names = default;
        column.Annotations.GetValue(kind, ref names);
        return [.. names.DenseValues().Select(n => n.ToString())];
    }

    private MulticlassPredictionTransformer<MaximumEntropyModelParameters> Model(string kind)
    {
        DataViewSchema schema = Data(LabelledRow.Make(3)).Schema;
        return SoftmaxModelWriter.ToMulticlass(_context, schema["Features"], schema["Color"], WeightsOf(kind), Biases());
    }

    private IDataView Data(LabelledRow[] rows)
    {
        IDataView raw = _context.Data.LoadFromEnumerable(rows.Select((r, i) => new ColoredRow { Values = r.Values, Color = _names[i % 3] }));
        return _context.Transforms.Conversion.MapValueToKey("Color").Fit(raw).Transform(raw);
    }

    public sealed class ColoredRow
    {
        [VectorType(LabelledRow.Features)]
        [ColumnName("Features")]
        public float[] Values { get; set; } = [];

        public string Color { get; set; } = "";
    }
}
