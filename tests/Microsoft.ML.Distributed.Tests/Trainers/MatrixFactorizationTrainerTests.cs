using Distributed.Learning;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.Recommender;
using ParameterStore;

namespace Microsoft.ML.Distributed.Tests;

/// <summary>What this trainer promises beyond what all do.</summary>
public sealed class MatrixFactorizationTrainerTests
{
    private const int Columns = PlantedRatings.Columns, Rows = PlantedRatings.Rows;

    private readonly MLContext _context = new(1);

    [Fact]
    public void Biases_are_folded_in_as_two_more_factors()
    {
        MatrixFactorizationModelParameters model = Fit(Options()).Model;
        (model.NumberOfRows, model.NumberOfColumns, model.ApproximationRank).Should().Be((Rows, Columns, 6));
        InitialFactors.AreFolded(model).Should().BeTrue();
    }

    [Fact]
    public void A_pair_of_a_row_and_a_column_without_ratings_scores_the_mean()
    {
        MatrixFactorizationPredictionTransformer model = Fit(Options());
        float mean = PlantedRatings.Make().Average(r => r.Label);
        Score(model, Columns, Rows).Should().BeApproximately(mean, 1e-5f);
    }

    [Fact]
    public void A_row_or_column_without_ratings_scores_the_mean_and_the_others_bias()
    {
        MatrixFactorizationPredictionTransformer model = Fit(Options());
        float[] rows = NativeFactors.RowFactors(model.Model), columns = NativeFactors.ColumnFactors(model.Model);
        float mean = rows[^2];
        for (uint row = 1; row < Rows; row++)
        {
            float meanAndBias = rows[(((int)row - 1) * 6) + 4];
            Score(model, Columns, row).Should().Be(meanAndBias).And.NotBe(mean);
        }

        for (uint column = 1; column < Columns; column++)
            Score(model, column, Rows).Should().BeApproximately(mean + columns[(((int)column - 1) * 6) + 5], 1e-6f);
    }

    [Fact]
    public void Without_biases_there_is_still_a_mean()
    {
        MatrixFactorizationPredictionTransformer model = Fit(Options(o => o.Biases = false));
        model.Model.ApproximationRank.Should().Be(6);
        float mean = PlantedRatings.Make().Average(r => r.Label);
        Score(model, Columns, Rows).Should().BeApproximately(mean, 1e-5f);
        Score(model, 1, Rows).Should().BeApproximately(mean, 1e-5f);
    }

    [Fact]
    public void Non_negative_factors_are_not_negative_and_have_no_mean_beside_them()
    {
        MatrixFactorizationPredictionTransformer model = Fit(Options(o => (o.NonNegative, o.Epochs) = (true, 30)));
        model.Model.ApproximationRank.Should().Be(4);
        NativeFactors.RowFactors(model.Model).Should().OnlyContain(f => f >= 0);
        NativeFactors.ColumnFactors(model.Model).Should().OnlyContain(f => f >= 0);
        Rmse(model).Should().BeLessThan(1);
        Score(model, Columns, Rows).Should().Be(0);
    }

    [Fact]
    public void One_class_scores_given_pairs_near_one_and_the_others_below()
    {
        MatrixFactorizationPredictionTransformer model = Fit(Options(o => (o.Loss, o.Alpha) = (MatrixFactorizationLoss.OneClass, 0.1f)));
        model.Model.ApproximationRank.Should().Be(4);
        HashSet<(uint, uint)> given = [.. PlantedRatings.Make().Select(r => (r.Column, r.Row))];
        var all = Enumerable.Range(1, Columns - 1).SelectMany(c => Enumerable.Range(1, Rows - 1).Select(r => ((uint)c, (uint)r))).ToList();
        float of = all.Where(given.Contains).Average(p => Score(model, p.Item1, p.Item2));
        float.IsFinite(of).Should().BeTrue();
        of.Should().BeGreaterThan(all.Where(p => !given.Contains(p)).Average(p => Score(model, p.Item1, p.Item2)) + 0.05f);
        Score(model, Columns, Rows).Should().Be(0);
    }

    [Fact]
    public void Turning_the_matrix_over_gives_the_same_model_turned_over()
    {
        MatrixFactorizationPredictionTransformer model = Fit(Options());
        var turned = new RatingView(PlantedRatings.Make().Select(r => new RatingRow(r.Row, r.Column, r.Label)), Rows, Columns);
        MatrixFactorizationModelParameters other = _context.Distributed().MatrixFactorization(Options()).Fit(turned).Model;
        other.LeftFactorMatrix.Count.Should().Be(model.Model.RightFactorMatrix.Count);
        MatrixFactorizationPredictionTransformer back = new MatrixFactorizationModelWriter(_context, "Row", "Column").Make(
            new(Columns, Rows, 6, (id, stored) => Copy(other.LeftFactorMatrix, id, stored), (id, stored) => Copy(other.RightFactorMatrix, id, stored)));
        back.Transform(PlantedRatings.View()).GetColumn<float>("Score").Zip(Scores(model)).Should().OnlyContain(s => Math.Abs(s.First - s.Second) < 1e-5);

        static void Copy(IReadOnlyList<float> from, int id, Span<float> to)
        {
            for (int i = 0; i < to.Length; i++)
                to[i] = from[(id * to.Length) + i];
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_training_that_goes_on_from_a_model_starts_at_its_loss(bool biases)
    {
        MatrixFactorizationPredictionTransformer first = Fit(Options(o => (o.Epochs, o.Biases) = (30, biases)));
        TrainingReport report = Report(Options(o => (o.Epochs, o.Biases, o.InitialModel, o.LearningRate) = (1, biases, first.Model, 1e-6f)));
        report.Losses[0].Train.Should().BeApproximately(Rmse(first), 1e-3);
    }

    [Fact]
    public void Going_on_keeps_what_has_no_ratings_now()
    {
        MatrixFactorizationPredictionTransformer first = Fit(Options(o => o.Epochs = 30));
        var half = new RatingView(PlantedRatings.Make().Where(r => r.Column <= Columns / 2 && r.Row <= Rows / 2), Columns, Rows);
        MatrixFactorizationPredictionTransformer second = _context.Distributed()
            .MatrixFactorization(Options(o => (o.InitialModel, o.Epochs) = (first.Model, 3))).Fit(half);
        for (uint column = (Columns / 2) + 1; column < Columns; column++)
            Score(second, column, Rows - 1).Should().BeApproximately(Score(first, column, Rows - 1), 1e-4f);
        Scores(second).Should().NotEqual(Scores(first));
    }

    [RealMLNetFact]
    public void A_training_goes_on_from_a_native_model_also_with_biases()
    {
        MatrixFactorizationPredictionTransformer native = _context.Recommendation().Trainers.MatrixFactorization(Native()).Fit(PlantedRatings.View());
        TrainingReport still = Report(Options(o => (o.Epochs, o.InitialModel, o.LearningRate) = (1, native.Model, 1e-6f)));
        still.Losses[0].Train.Should().BeApproximately(Rmse(native), 1e-3);
        MatrixFactorizationPredictionTransformer better = Fit(Options(o => o.InitialModel = native.Model));
        Rmse(better).Should().BeLessThan(Rmse(native));
    }

    [RealMLNetFact]
    public void It_is_as_good_as_the_native_trainer_with_the_native_trainers_options()
    {
        MatrixFactorizationPredictionTransformer native = _context.Recommendation().Trainers.MatrixFactorization(Native()).Fit(PlantedRatings.View());
        MatrixFactorizationOptions options = MatrixFactorizationOptions.FromNative(Native());
        options.Seed = 1;
        Rmse(Fit(options)).Should().BeLessThan(1.1 * Rmse(native));
    }

    /// <summary>c times the labels: the minimum of the squared error has √c times the factors if λ grows by c in the labels' units, or stays as it is.</summary>
    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 100)]
    public void Labels_of_another_scale_want_another_lambda_only_in_the_labels_units(bool inLabelUnits, float lambdaScale)
    {
        const float labelScale = 100;
        float[] expected = [.. Scores(Fit(Regularized(0.2f))).Select(s => s * labelScale)];
        var scaled = new RatingView(PlantedRatings.Make().Select(r => r with { Label = r.Label * labelScale }), Columns, Rows);
        Scores(_context.Distributed().MatrixFactorization(Regularized(0.2f * lambdaScale)).Fit(scaled))
            .Zip(expected).Should().OnlyContain(s => Math.Abs(s.First - s.Second) < 0.01f * labelScale);

        MatrixFactorizationOptions Regularized(float lambda) =>
            Options(o => (o.Lambda, o.BiasLambda, o.LambdaInLabelUnits) = (lambda, lambda, inLabelUnits));
    }

    [Fact]
    public void Lambda_in_the_labels_units_is_divided_by_their_deviation()
    {
        RatingRow[] rows = [.. PlantedRatings.Make().Select(r => r with { Label = r.Label * 10 })];
        double mean = rows.Average(r => (double)r.Label);
        float deviation = (float)Math.Sqrt(rows.Average(r => (r.Label - mean) * (r.Label - mean)));
        Scores(Train(0.2f * deviation, 0.1f * deviation, true)).Zip(Scores(Train(0.2f, 0.1f, false)))
            .Should().OnlyContain(s => Math.Abs(s.First - s.Second) < 0.01f);

        ITransformer Train(float lambda, float biasLambda, bool inLabelUnits) => _context.Distributed().MatrixFactorization(
            Options(o => (o.Lambda, o.BiasLambda, o.LambdaInLabelUnits) = (lambda, biasLambda, inLabelUnits))).Fit(new RatingView(rows, Columns, Rows));
    }

    [Fact]
    public void Changing_options_after_the_trainer_is_made_changes_nothing()
    {
        MatrixFactorizationOptions options = Options();
        DistributedMatrixFactorizationTrainer trainer = _context.Distributed().MatrixFactorization(options);
        options.Rank = 0;
        options.Epochs = 0;
        trainer.Fit(PlantedRatings.View()).Model.ApproximationRank.Should().Be(6);
    }

    [Fact]
    public void The_short_form_makes_the_same_trainer()
    {
        var shorter = _context.Distributed().MatrixFactorization("Label", "Column", "Row", rank: 3, learningRate: 0.2f, epochs: 2, workers: 2);
        shorter.Fit(PlantedRatings.View(), out TrainingReport report).Model.ApproximationRank.Should().Be(5);
        (report.Workers, report.Epochs).Should().Be((2, 2));
    }

    [Fact]
    public void A_validation_set_of_another_matrix_is_refused_before_anything_is_read()
    {
        var train = new RatingView(PlantedRatings.Make(), Columns, Rows);
        Action fit = () => _context.Distributed().MatrixFactorization(Options()).Fit(train, new RatingView([new(1, 1, 1)], Columns, Rows + 1));
        fit.Should().Throw<ArgumentOutOfRangeException>().WithMessage("Column 'Row' has 41 keys here and 40 in the training data; *").WithParameterName("validation");
        train.Passes.Should().Be(0);
    }

    [Fact]
    public void A_rank_that_only_the_native_model_could_hold_is_refused_before_anything_is_read()
    {
        var one = new RatingView([new(1, 1, 4)], 1, 1);
        Action fit = () => _context.Distributed().MatrixFactorization(Options(o => o.Rank = Array.MaxLength - FoldedBiases.ExtraFactors)).Fit(one);
        fit.Should().Throw<ArgumentOutOfRangeException>().WithMessage("Rank is 2147483589; a table can hold at most 2147483584 factors a row*").WithParameterName("Rank");
        one.Passes.Should().Be(0);
    }

    [Fact]
    public void A_rank_that_is_too_much_for_the_rows_that_occur_is_refused_before_a_table_is_made()
    {
        // 1,073,741,793 and two more factors for two keys fit ML.NET's array, but not when padded.
        var two = new RatingView([new(1, 1, 4), new(2, 2, 3)], 2, 2);
        Action fit = () => _context.Distributed().MatrixFactorization(Options(o => o.Rank = (Array.MaxLength / 2) - FoldedBiases.ExtraFactors)).Fit(two);
        fit.Should().Throw<ArgumentOutOfRangeException>().WithMessage("2 rows of 1073741793 factors*use a rank of at most 1073741792.*").WithParameterName("Rank");
    }

    [Fact]
    public void A_fault_in_the_validation_set_names_it()
    {
        Action fit = () => _context.Distributed().MatrixFactorization(Options()).Fit(PlantedRatings.View(), new RatingView([new(1, 0, 1)], Columns, Rows));
        fit.Should().Throw<ArgumentException>().WithMessage("Row 0 of the data*").WithParameterName("validation");
    }

    [Fact]
    public void A_held_out_part_of_too_few_ratings_is_refused()
    {
        var few = new RatingView([new(1, 1, 1), new(2, 2, 2)], Columns, Rows);
        Action fit = () => _context.Distributed().MatrixFactorization(Options(o => o.ValidationFraction = 0.001f)).Fit(few);
        fit.Should().Throw<ArgumentException>().WithMessage("ValidationFraction 0.001 of so few ratings leaves nothing to measure on; *");
    }

    [Fact]
    public void An_initial_model_of_another_matrix_is_refused_before_anything_is_read()
    {
        MatrixFactorizationModelParameters other = _context.Distributed().MatrixFactorization(Options()).Fit(new RatingView([new(1, 1, 1)], 3, 3)).Model;
        var train = new RatingView(PlantedRatings.Make(), Columns, Rows);
        Action fit = () => _context.Distributed().MatrixFactorization(Options(o => o.InitialModel = other)).Fit(train);
        fit.Should().Throw<ArgumentException>().WithMessage("InitialModel has 3 rows × 3 columns, but the data has 40 keys in 'Row' × 60 in 'Column'*").WithParameterName("InitialModel");
        train.Passes.Should().Be(0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void The_order_of_the_data_and_the_number_of_its_cursors_leave_no_trace(int cursors)
    {
        RatingRow[] rows = PlantedRatings.Make();
        new Random(8).Shuffle(rows);
        var shuffled = new RatingView(rows, Columns, Rows) { Cursors = cursors };
        MatrixFactorizationOptions options = Options(o => (o.Workers, o.Synchronization, o.ValidationFraction) = (2, SyncPolicy.BulkSynchronous, 0.1f));
        Scores(_context.Distributed().MatrixFactorization(options).Fit(shuffled)).Should().Equal(Scores(Fit(options)));
    }

    [Fact]
    public void A_training_that_diverges_says_so_and_what_to_do()
    {
        Action fit = () => Fit(Options(o => o.LearningRate = 1e6f));
        fit.Should().Throw<JobFailedException>().WithMessage("*diverged*try a smaller learning rate*");
    }

    [Fact]
    public void One_rating_is_enough()
    {
        var one = new RatingView([new(1, 1, 4)], 1, 1);
        MatrixFactorizationPredictionTransformer model = _context.Distributed().MatrixFactorization(Options(o => o.Workers = 3)).Fit(one);
        model.Transform(one).GetColumn<float>("Score").Single().Should().BeApproximately(4, 0.01f);
    }

    [Fact]
    public void More_workers_than_users_is_no_error()
    {
        TrainingReport report = Report(Options(o => (o.Workers, o.Synchronization) = (500, SyncPolicy.Asynchronous)));
        report.StopReason.Should().Be(StopReason.Completed);
        report.Workers.Should().BeLessThanOrEqualTo(Columns);
    }

    private static MatrixFactorizationOptions Options(Action<MatrixFactorizationOptions>? change = null)
    {
        var options = new MatrixFactorizationOptions
        {
            MatrixColumnIndexColumnName = "Column",
            MatrixRowIndexColumnName = "Row",
            Rank = 4,
            Lambda = 0.02f,
            Workers = 1,
            Seed = 1,
            Quiet = true,
        };
        change?.Invoke(options);
        return options;
    }

    private static MatrixFactorizationTrainer.Options Native() => new()
    {
        LabelColumnName = "Label",
        MatrixColumnIndexColumnName = "Column",
        MatrixRowIndexColumnName = "Row",
        ApproximationRank = 4,
        Lambda = 0.02,
        NumberOfThreads = 1,
        Quiet = true,
    };

    private MatrixFactorizationPredictionTransformer Fit(MatrixFactorizationOptions options) =>
        _context.Distributed().MatrixFactorization(options).Fit(PlantedRatings.View());

    private TrainingReport Report(MatrixFactorizationOptions options)
    {
        _context.Distributed().MatrixFactorization(options).Fit(PlantedRatings.View(), out TrainingReport report);
        return report;
    }

    private double Rmse(ITransformer model) => _context.Regression.Evaluate(model.Transform(PlantedRatings.View())).RootMeanSquaredError;

    private static IEnumerable<float> Scores(ITransformer model) => model.Transform(PlantedRatings.View()).GetColumn<float>("Score");

    private static float Score(ITransformer model, uint column, uint row) =>
        model.Transform(new RatingView([new(column, row, 0)], Columns, Rows)).GetColumn<float>("Score").Single();
}
