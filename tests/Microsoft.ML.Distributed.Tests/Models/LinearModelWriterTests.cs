using System.Text;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace Microsoft.ML.Distributed.Tests;

public sealed class LinearModelWriterTests
{
    private const float Bias = 0.1f;

    private readonly MLContext _context = new(1);
    private readonly LabelledRow[] _rows = LabelledRow.Make(60);

    public static TheoryData<string> Kinds => ["calibrated", "binary", "regression"];

    [Fact]
    public void A_logistic_regression_is_calibrated_by_the_plain_curve()
    {
        var model = LinearModelWriter.ToCalibratedBinary(_context, Features(), Weights(), Bias);
        BitsOf(model.Model.SubModel.Weights).Should().Equal(BitsOf(Weights()));
        model.Model.SubModel.Bias.Should().Be(Bias);
        (model.Model.Calibrator.Slope, model.Model.Calibrator.Offset).Should().Be((-1d, 0d));
        float[] scores = Column(model, "Score"), probabilities = Column(model, "Probability");
        bool[] labels = [.. model.Transform(Data()).GetColumn<bool>("PredictedLabel")];
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i].Should().BeApproximately(ScoreOf(_rows[i]), 1e-6f);
            probabilities[i].Should().BeApproximately(1 / (1 + MathF.Exp(-scores[i])), 1e-6f);
            labels[i].Should().Be(scores[i] > 0);
        }
    }

    [Fact]
    public void A_support_vector_machine_tells_labels_by_sign()
    {
        var model = LinearModelWriter.ToBinary(_context, Features(), Weights(), Bias);
        BitsOf(model.Model.Weights).Should().Equal(BitsOf(Weights()));
        model.Model.Bias.Should().Be(Bias);
        model.GetOutputSchema(Data().Schema).GetColumnOrNull("Probability").Should().BeNull();
        model.Transform(Data()).GetColumn<bool>("PredictedLabel").Should().Equal(Column(model, "Score").Select(s => s > 0));
    }

    [Fact]
    public void A_regression_scores_by_its_weights()
    {
        var model = LinearModelWriter.ToRegression(_context, Features(), Weights(), Bias);
        BitsOf(model.Model.Weights).Should().Equal(BitsOf(Weights()));
        model.Model.Bias.Should().Be(Bias);
        Column(model, "Score").Zip(_rows).Should().OnlyContain(p => Math.Abs(p.First - ScoreOf(p.Second)) < 1e-6f);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_is_written_is_what_ML_NET_saves(string kind)
    {
        using var ours = new MemoryStream();
        Archive(kind, Weights()).Write(ours);
        using var saved = new MemoryStream();
        _context.Model.Save(Load(kind, Weights()), Data().Schema, saved);
        ArchiveEntries.MustBeTheSame(ours, saved, "TransformerChain/Model/Calibrator/Calibrator.txt");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_model_saved_and_loaded_elsewhere_scores_the_same_bits(string kind)
    {
        ITransformer model = Load(kind, Weights());
        using var zip = new MemoryStream();
        _context.Model.Save(model, Data().Schema, zip);
        zip.Position = 0;
        ITransformer loaded = new MLContext().Model.Load(zip, out DataViewSchema schema);
        schema.Select(c => c.Name).Should().Equal("Features", "Label", "Target");
        loaded.Should().BeOfType(model.GetType());
        Column(loaded, "Score").Should().Equal(Column(model, "Score"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_model_is_loaded_where_our_assemblies_are_not(string kind)
    {
        string path = Path.GetTempFileName();
        try
        {
            ITransformer model = Load(kind, Weights());
            _context.Model.Save(model, Data().Schema, path);
            WithoutOurAssemblies.Load(path)!.Split('[')[0].Should().Be(model.GetType().FullName!.Split('[')[0]);
            Encoding.Latin1.GetString(File.ReadAllBytes(path)).Replace("\0", "").Should().NotContain("Distributed");
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Weights_of_which_most_are_0_are_stored_with_indices(string kind)
    {
        float[] weights = [0, 0, -1.5f, 0];
        ITransformer model = Load(kind, weights);
        WeightsOf(model).Should().Equal(weights);
        Column(model, "Score").Zip(_rows).Should().OnlyContain(p => Math.Abs(p.First - (Bias - (1.5f * p.Second.Values[2]))) < 1e-6f);
        using var ours = new MemoryStream();
        Archive(kind, weights).Write(ours);
        using var saved = new MemoryStream();
        _context.Model.Save(model, Data().Schema, saved);
        ArchiveEntries.MustBeTheSame(ours, saved, "TransformerChain/Model/Calibrator/Calibrator.txt");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_model_of_zeros_scores_the_bias(string kind)
    {
        ITransformer model = Load(kind, new float[LabelledRow.Features]);
        WeightsOf(model).Should().Equal(0, 0, 0, 0);
        Column(model, "Score").Should().OnlyContain(s => s == Bias);
    }

    [Fact]
    public void A_model_evaluates_and_predicts_single_rows()
    {
        var logistic = LinearModelWriter.ToCalibratedBinary(_context, Features(), Weights(), Bias);
        _context.BinaryClassification.Evaluate(logistic.Transform(Data())).AreaUnderRocCurve.Should().BeGreaterThan(0.7);
        var svm = LinearModelWriter.ToBinary(_context, Features(), Weights(), Bias);
        _context.BinaryClassification.EvaluateNonCalibrated(svm.Transform(Data())).Accuracy.Should().BeGreaterThan(0.7);
        var regression = LinearModelWriter.ToRegression(_context, Features(), Weights(), Bias);
        _context.Regression.Evaluate(regression.Transform(Data()), "Target").RSquared.Should().BeGreaterThan(0.7);
        using PredictionEngine<LabelledRow, ScoredRow> engine = _context.Model.CreatePredictionEngine<LabelledRow, ScoredRow>(logistic);
        engine.Predict(_rows[3]).Score.Should().Be(Column(logistic, "Score")[3]);
    }

    [Fact]
    public void Only_the_features_are_asked_for()
    {
        LabelledRow[] rows = _rows;
        IDataView bare = _context.Transforms.SelectColumns("Features").Fit(Data()).Transform(Data());
        LinearModelWriter.ToRegression(_context, Features(), Weights(), Bias).Transform(bare).GetColumn<float>("Score").Should().HaveCount(rows.Length);
    }

    [Fact]
    public void Features_of_several_dimensions_stay_so()
    {
        var schema = new DataViewSchema.Builder();
        schema.AddColumn("Image", new VectorDataViewType(NumberDataViewType.Single, 2, 3));
        DataViewSchema images = schema.ToSchema();
        var model = LinearModelWriter.ToRegression(_context, images["Image"], new float[] { 1, 2, 3, 4, 5, 6 }, 0);
        model.GetOutputSchema(images).Select(c => c.Name).Should().Equal("Image", "Score");
    }

    [Fact]
    public void A_large_model_goes_through_a_file_and_keeps_all_bits()
    {
        var schema = new DataViewSchema.Builder();
        schema.AddColumn("Features", new VectorDataViewType(NumberDataViewType.Single, 200_000));
        float[] weights = [.. Enumerable.Range(1, 200_000).Select(i => 1f / i)];
        var model = LinearModelWriter.Regression(schema.ToSchema()["Features"], weights, 0)
            .Load<RegressionPredictionTransformer<LinearRegressionModelParameters>>(_context, memoryBytesMax: 0);
        BitsOf(model.Model.Weights).Should().Equal(BitsOf(weights));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void What_ML_NET_would_not_load_makes_no_model(float weight)
    {
        Action ofWeight = () => Load("binary", [0, 1, weight, 0]);
        ofWeight.Should().Throw<InvalidOperationException>().WithMessage($"Weight 2 is {weight}, which ML.NET's model does not hold*");
        Action ofBias = () => LinearModelWriter.Binary(Features(), Weights(), weight);
        ofBias.Should().Throw<InvalidOperationException>().WithMessage($"The bias is {weight}*");
    }

    [Theory]
    [InlineData(1_000_000_000, 1, "'Features' has 1000000000 features, but*536854527 weights; hash*")]
    [InlineData(100_000_000, 10, "'Features' has 100000000 features for each of 10 classes, but*")]
    [InlineData(536_854_527, 1, null)]
    public void More_weights_than_ML_NET_reads_are_refused_before_training(int features, int classes, string? message)
    {
        var schema = new DataViewSchema.Builder();
        schema.AddColumn("Features", new VectorDataViewType(NumberDataViewType.Single, features));
        Action check = () => LinearModelWriter.CheckSize(schema.ToSchema()["Features"], classes, "input");
        if (message is null)
            check.Should().NotThrow();
        else
            check.Should().Throw<ArgumentOutOfRangeException>().WithMessage(message).WithParameterName("input");
    }

    private static float[] Weights() => [1 / 3f, -2.25f, 1e-30f, -0f];

    private static float ScoreOf(LabelledRow row) => Bias + row.Values.Zip(Weights()).Sum(p => p.First * p.Second);

    private static IEnumerable<int> BitsOf(IEnumerable<float> values) => values.Select(BitConverter.SingleToInt32Bits);

    private static IReadOnlyList<float> WeightsOf(ITransformer model) => ((IPredictionTransformer<object>)model).Model switch
    {
        LinearModelParameters linear => linear.Weights,
        CalibratedModelParametersBase { SubModel: LinearModelParameters linear } => linear.Weights,
        var other => throw new InvalidOperationException($"A {other}"),
    };

    private IDataView Data() => _context.Data.LoadFromEnumerable(_rows);

    private DataViewSchema.Column Features() => Data().Schema["Features"];

    private ModelArchive Archive(string kind, float[] weights) => kind switch
    {
        "calibrated" => LinearModelWriter.CalibratedBinary(Features(), weights, Bias),
        "binary" => LinearModelWriter.Binary(Features(), weights, Bias),
        _ => LinearModelWriter.Regression(Features(), weights, Bias),
    };

    private ITransformer Load(string kind, float[] weights) => Archive(kind, weights).Load<ITransformer>(_context);

    private float[] Column(ITransformer model, string name) => [.. model.Transform(Data()).GetColumn<float>(name)];

    public sealed class ScoredRow
    {
        public float Score { get; set; }
    }
}
