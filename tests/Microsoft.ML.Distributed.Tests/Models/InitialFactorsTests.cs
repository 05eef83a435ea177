using Distributed.Learning;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.Recommender;

namespace Microsoft.ML.Distributed.Tests;

public sealed class InitialFactorsTests
{
    private readonly MLContext _context = new(1);

    [Fact]
    public void A_model_with_folded_biases_is_taken_apart_again()
    {
        MatrixFactorizationModelParameters model = Model(2, 3, 4, row => [row, 10 + row, 3.5f + row, 1], column => [-column, 20 + column, 1, 0.5f * column]);
        InitialFactors.AreFolded(model).Should().BeTrue();
        FactorStart start = InitialFactors.Unfold(model, Columns(2, 3), mean: 3);
        start.UserFactors.ToArray().Should().Equal(0, 20, -1, 21, -2, 22);
        start.UserBiases.ToArray().Should().Equal(0, 0.5f, 1);
        start.ItemFactors.ToArray().Should().Equal(0, 10, 1, 11);
        start.ItemBiases.ToArray().Should().Equal(0.5f, 1.5f);
    }

    [Fact]
    public void Users_are_the_axis_with_more_keys_here_too()
    {
        MatrixFactorizationModelParameters model = Model(3, 2, 3, row => [row, 3 + row, 1], column => [9, 1, column]);
        FactorStart start = InitialFactors.Unfold(model, Columns(3, 2), mean: 3);
        start.UserFactors.ToArray().Should().Equal(0, 1, 2);
        start.UserBiases.ToArray().Should().Equal(0, 1, 2);
        start.ItemFactors.ToArray().Should().Equal(9, 9);
        start.ItemBiases.ToArray().Should().Equal(0, 1);
    }

    [Theory]
    [InlineData(1f, 1f, true)]
    [InlineData(1f, 0.9999999f, false)]
    [InlineData(1.0000001f, 1f, false)]
    public void Only_factors_that_are_exactly_1_are_biases(float ofRow, float ofColumn, bool folded)
    {
        InitialFactors.AreFolded(Model(2, 2, 3, row => [2, 3, row == 0 ? 1 : ofRow], column => [4, column == 0 ? 1 : ofColumn, 5])).Should().Be(folded);
    }

    [Fact]
    public void Two_factors_cannot_be_biases_alone()
    {
        InitialFactors.AreFolded(Model(2, 2, 2, _ => [3, 1], _ => [1, 4])).Should().BeFalse();
    }

    [Fact]
    public void A_row_that_the_native_trainer_left_without_numbers_starts_as_one_not_seen()
    {
        MatrixFactorizationModelParameters model = Model(2, 2, 2, row => [row == 0 ? float.NaN : 3, 4], _ => [5, 6]);
        FactorStart start = InitialFactors.Unfold(model, Columns(2, 2), mean: 0);
        start.ItemFactors.ToArray().Should().Equal(0, 0, 3, 4);
        start.UserFactors.ToArray().Should().Equal(5, 6, 5, 6);
        start.UserBiases.Length.Should().Be(0);
    }

    [Fact]
    public void Another_shape_is_refused_with_both_shapes()
    {
        Action check = () => InitialFactors.CheckShape(Model(2, 3, 1, _ => [0], _ => [0]), Columns(2, 4));
        check.Should().Throw<ArgumentException>()
            .WithMessage("InitialModel has 2 rows × 3 columns, but the data has 2 keys in 'Row' × 4 in 'Column'; *MapValueToKey*").WithParameterName("InitialModel");
    }

    [Fact]
    public void Another_rank_is_refused_with_what_to_set()
    {
        MatrixFactorizationModelParameters plain = Model(2, 2, 3, _ => [2, 3, 4], _ => [2, 3, 4]);
        MatrixFactorizationModelParameters biased = Model(2, 2, 3, row => [2, 3 + row, 1], _ => [2, 1, 4]);
        MatrixFactorizationModelParameters centred = Model(2, 2, 3, _ => [2, 3, 1], _ => [2, 1, 0]);
        Refusal(plain, o => o.Rank = 2).Should().StartWith("InitialModel has rank 3, but Rank is 2; set Rank to 3.");
        Refusal(biased, o => o.Rank = 3).Should().StartWith("InitialModel has rank 1 (beside two factors that hold mean and biases), but Rank is 3; set Rank to 1.");
        Refusal(biased, o => (o.Rank, o.Biases) = (1, false)).Should().StartWith("InitialModel has biases, but Biases is off; turn Biases on");
        Refusal(centred, o => (o.Rank, o.Biases, o.NonNegative) = (1, false, true)).Should().StartWith("InitialModel has a mean, which non-negative factors have not; turn NonNegative off");
        Refusal(plain, o => o.Rank = 3).Should().BeEmpty();
        Refusal(plain, o => (o.Rank, o.Biases) = (3, false)).Should().BeEmpty();
        Refusal(plain, o => (o.Rank, o.Biases, o.NonNegative) = (3, false, true)).Should().BeEmpty();
        Refusal(biased, o => o.Rank = 1).Should().BeEmpty();
        Refusal(centred, o => o.Rank = 1).Should().BeEmpty();
        Refusal(centred, o => (o.Rank, o.Biases) = (1, false)).Should().BeEmpty();
    }

    [RealMLNetFact]
    public void A_model_of_the_native_trainer_has_no_biases()
    {
        var options = new MatrixFactorizationTrainer.Options
        {
            LabelColumnName = "Label",
            MatrixColumnIndexColumnName = "Column",
            MatrixRowIndexColumnName = "Row",
            ApproximationRank = 5,
            Quiet = true,
        };
        MatrixFactorizationModelParameters model = _context.Recommendation().Trainers.MatrixFactorization(options).Fit(PlantedRatings.View()).Model;
        InitialFactors.AreFolded(model).Should().BeFalse();
        FactorStart start = InitialFactors.Unfold(model, Columns(PlantedRatings.Rows, PlantedRatings.Columns), mean: 0);
        start.UserFactors.ToArray().Should().OnlyContain(f => float.IsFinite(f));
        start.UserFactors.Span[^5..].ToArray().Should().OnlyContain(f => f == 0, "the last column has no ratings");
    }

    private static string Refusal(MatrixFactorizationModelParameters model, Action<MatrixFactorizationOptions> change)
    {
        var options = new MatrixFactorizationOptions { MatrixColumnIndexColumnName = "Column", MatrixRowIndexColumnName = "Row", InitialModel = model };
        change(options);
        try
        {
            options.Validate();
            return "";
        }
        catch (ArgumentException refusal) when (refusal.ParamName == "InitialModel")
        {
            return refusal.Message;
        }
    }

    private static RatingColumns Columns(int rows, int columns) => RatingColumns.Find(
        RatingView.SchemaOf(new KeyDataViewType(typeof(uint), columns), new KeyDataViewType(typeof(uint), rows), NumberDataViewType.Single), "Column", "Row", "Label", "input");

    private MatrixFactorizationModelParameters Model(int rows, int columns, int rank, Func<int, float[]> row, Func<int, float[]> column) =>
        new MatrixFactorizationModelWriter(_context, "Column", "Row")
            .Make(new(rows, columns, rank, (id, stored) => row(id).CopyTo(stored), (id, stored) => column(id).CopyTo(stored))).Model;
}
