using Distributed.Learning;
using Microsoft.ML.Data;

namespace Microsoft.ML.Distributed.Tests;

public sealed class LinearModelReaderTests
{
    private static readonly float[] _weights = [0.5f, -1, 0, 1e-20f];

    private readonly MLContext _context = new(1);

    [Fact]
    public void Weights_and_bias_come_back_bit_by_bit()
    {
        Of(LinearModelWriter.ToCalibratedBinary(_context, Features(), _weights, 3).Model).Should().Be("0.5 -1 0 1E-20 | 3");
        Of(LinearModelWriter.ToBinary(_context, Features(), _weights, -3).Model).Should().Be("0.5 -1 0 1E-20 | -3");
        Of(LinearModelWriter.ToRegression(_context, Features(), _weights, 0).Model).Should().Be("0.5 -1 0 1E-20 | 0");
    }

    [Fact]
    public void Weights_stored_with_indices_come_back_too() =>
        Of(LinearModelWriter.ToBinary(_context, Features(), new float[] { 0, 7, 0, 0 }, 1).Model).Should().Be("0 7 0 0 | 1");

    [Fact]
    public void A_transformer_is_as_good_as_its_model() =>
        Of(LinearModelWriter.ToRegression(_context, Features(), _weights, 2)).Should().Be("0.5 -1 0 1E-20 | 2");

    [Fact]
    public void A_logistic_regression_of_ours_is_its_own_log_odds() =>
        Of(LinearModelWriter.ToCalibratedBinary(_context, Features(), _weights, 3).Model, asLogOdds: true).Should().Be("0.5 -1 0 1E-20 | 3");

    [Fact]
    public void Another_number_of_features_is_refused_with_both_numbers()
    {
        var schema = new DataViewSchema.Builder();
        schema.AddColumn("Hashed", new VectorDataViewType(NumberDataViewType.Single, 8));
        object model = LinearModelWriter.ToBinary(_context, Features(), _weights, 0).Model;
        Action read = () => LinearModelReader.Read(model, schema.ToSchema()["Hashed"], "InitialModel");
        read.Should().Throw<ArgumentException>().WithParameterName("InitialModel")
            .WithMessage("InitialModel has 4 weights, but 'Hashed' has 8 features; make the features by the transformers that were fitted for that model, or leave InitialModel out.*");
    }

    [Fact]
    public void What_is_no_linear_model_is_refused()
    {
        Action read = () => LinearModelReader.Read("a model", Features(), "InitialModel");
        read.Should().Throw<ArgumentException>().WithMessage("InitialModel is a String, which holds no weights; give*LastTransformer.Model*");
    }

    [RealMLNetFact]
    public void What_ML_NET_trained_is_read()
    {
        IDataView data = _context.Data.LoadFromEnumerable(LabelledRow.Make(200));
        var logistic = _context.BinaryClassification.Trainers.SdcaLogisticRegression(maximumNumberOfIterations: 5).Fit(data);
        Of(logistic.Model).Should().Be(Text(logistic.Model.SubModel.Weights, logistic.Model.SubModel.Bias));
        var plain = _context.BinaryClassification.Trainers.SdcaNonCalibrated(maximumNumberOfIterations: 5).Fit(data);
        Of(plain.Model).Should().Be(Text(plain.Model.Weights, plain.Model.Bias));
        var regression = _context.Regression.Trainers.Sdca("Target", maximumNumberOfIterations: 5).Fit(data);
        Of(regression).Should().Be(Text(regression.Model.Weights, regression.Model.Bias));
    }

    private static DataViewSchema.Column Features()
    {
        var schema = new DataViewSchema.Builder();
        schema.AddColumn("Features", new VectorDataViewType(NumberDataViewType.Single, LabelledRow.Features));
        return schema.ToSchema()["Features"];
    }

    private static string Of(object model, bool asLogOdds = false)
    {
        LinearStart start = LinearModelReader.Read(model, Features(), "InitialModel", asLogOdds);
        start.Biases.Length.Should().Be(1);
        return Text(start.Weights.ToArray(), start.Biases.Span[0]);
    }

    private static string Text(IEnumerable<float> weights, float bias) => FormattableString.Invariant($"{string.Join(' ', weights)} | {bias}");
}
