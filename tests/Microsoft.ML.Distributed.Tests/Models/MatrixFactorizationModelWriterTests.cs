using System.Text;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.Recommender;

namespace Microsoft.ML.Distributed.Tests;

public sealed class MatrixFactorizationModelWriterTests
{
    private const int Columns = 7, Rows = 5, Rank = 3;
    private const float Mean = 3.5f;

    private readonly MLContext _context = new(1);

    [Fact]
    public void The_native_model_holds_the_numbers_bit_by_bit()
    {
        MatrixFactorizationModelParameters parameters = Writer().Make(Plain()).Model;
        (parameters.NumberOfRows, parameters.NumberOfColumns, parameters.ApproximationRank).Should().Be((Rows, Columns, Rank));
        parameters.LeftFactorMatrix.Should().Equal(Numbers(Rows * Rank, 1));
        parameters.RightFactorMatrix.Should().Equal(Numbers(Columns * Rank, 2));
    }

    [Fact]
    public void Folded_biases_make_the_native_score_mean_plus_biases_plus_product()
    {
        float[] p = Numbers(Rows * Rank, 1), q = Numbers(Columns * Rank, 2), rowBiases = Numbers(Rows, 3), columnBiases = Numbers(Columns, 4);
        MatrixFactorizationPredictionTransformer model = Writer().Make(Folded(p, q, rowBiases, columnBiases));
        foreach (((int row, int column), float score) in AllScores(model))
        {
            double expected = Mean + rowBiases[row] + columnBiases[column];
            for (int f = 0; f < Rank; f++)
                expected += p[(row * Rank) + f] * q[(column * Rank) + f];
            score.Should().BeApproximately((float)expected, 1e-5f);
        }
    }

    [Fact]
    public void A_model_saved_and_loaded_elsewhere_scores_the_same_bits()
    {
        MatrixFactorizationPredictionTransformer model = Writer().Make(Plain());
        using var zip = new MemoryStream();
        _context.Model.Save(model, KeyView().Schema, zip);
        zip.Position = 0;
        var elsewhere = new MLContext();
        ITransformer loaded = elsewhere.Model.Load(zip, out DataViewSchema schema);
        schema.Select(c => c.Name).Should().Equal("Column", "Row", "Label");
        AllScores(loaded).Should().Equal(AllScores(model));
    }

    [Fact]
    public void What_is_written_is_what_ML_NET_saves()
    {
        FactorModel numbers = Plain();
        using var ours = new MemoryStream();
        Writer().WriteArchive(ours, numbers);
        using var saved = new MemoryStream();
        _context.Model.Save(Writer().Make(numbers), KeyView().Schema, saved);
        ArchiveEntries.MustBeTheSame(ours, saved);
    }

    [Fact]
    public void The_archive_names_none_of_our_assemblies()
    {
        using var archive = new MemoryStream();
        Writer().WriteArchive(archive, Plain());
        foreach (byte[] content in ArchiveEntries.Of(archive).Values)
        {
            Encoding.Unicode.GetString(content).Should().NotContain("Distributed");
            Encoding.Unicode.GetString(content.AsSpan(1)).Should().NotContain("Distributed");
            Encoding.Latin1.GetString(content).Should().NotContain("Distributed");
        }
    }

    [Fact]
    public void A_large_archive_goes_through_a_file_that_is_deleted()
    {
        string[] before = Directory.GetFiles(Path.GetTempPath(), "*.mlnet");
        string[] during = [];
        FactorModel plain = Plain();
        FactorModel watched = plain with
        {
            FillRow = (id, stored) =>
            {
                during = Directory.GetFiles(Path.GetTempPath(), "*.mlnet");
                plain.FillRow(id, stored);
            },
        };
        MatrixFactorizationPredictionTransformer model = Writer().Make(watched, memoryBytesMax: 0);
        model.Model.LeftFactorMatrix.Should().Equal(Numbers(Rows * Rank, 1));
        during.Except(before).Should().ContainSingle();
        Directory.GetFiles(Path.GetTempPath(), "*.mlnet").Should().BeEquivalentTo(before);
    }

    [Fact]
    public void More_rows_than_a_buffer_holds_are_written_in_order()
    {
        const int many = 50_000;
        var model = new FactorModel(many, 2, 1, (id, stored) => stored[0] = id, (id, stored) => stored[0] = -id);
        MatrixFactorizationModelParameters parameters = Writer().Make(model).Model;
        parameters.LeftFactorMatrix.Should().Equal(Enumerable.Range(0, many).Select(i => (float)i));
        parameters.RightFactorMatrix.Should().Equal(0, -1);
    }

    [Theory]
    [InlineData(true, 62, "*1000000000 keys of 64 factors (rank 62 and 2 for mean and biases)*; use fewer keys.*")]
    [InlineData(false, 3, "*1000000000 keys of 3 factors (rank 3)*use a rank of at most 2, or fewer keys*")]
    public void A_model_beyond_the_native_limit_is_refused_before_training(bool folds, int rank, string message)
    {
        RatingColumns columns = ColumnsOf(1_000_000_000, 10);
        Action check = () => MatrixFactorizationModelWriter.CheckSize(columns, rank, folds, "Rank");
        check.Should().Throw<ArgumentOutOfRangeException>().WithMessage(message).WithParameterName("Rank");
    }

    [Fact]
    public void A_model_at_the_native_limit_is_not_refused()
    {
        Action check = () => MatrixFactorizationModelWriter.CheckSize(ColumnsOf(10, Array.MaxLength / 4), 2, true, "Rank");
        check.Should().NotThrow();
        Action beyond = () => MatrixFactorizationModelWriter.CheckSize(ColumnsOf(10, (Array.MaxLength / 4) + 1), 2, true, "Rank");
        beyond.Should().Throw<ArgumentOutOfRangeException>();
    }

    private MatrixFactorizationModelWriter Writer() => new(_context, "Column", "Row");

    private static FactorModel Plain() => new(
        Rows, Columns, Rank,
        (id, stored) => Numbers(Rows * Rank, 1).AsSpan(id * Rank, Rank).CopyTo(stored),
        (id, stored) => Numbers(Columns * Rank, 2).AsSpan(id * Rank, Rank).CopyTo(stored));

    private static FactorModel Folded(float[] p, float[] q, float[] rowBiases, float[] columnBiases) => new(
        Rows,
        Columns,
        Rank + FoldedBiases.ExtraFactors,
        (id, stored) =>
        {
            p.AsSpan(id * Rank, Rank).CopyTo(stored);
            FoldedBiases.FoldRow(Mean + rowBiases[id], stored);
        },
        (id, stored) =>
        {
            q.AsSpan(id * Rank, Rank).CopyTo(stored);
            FoldedBiases.FoldColumn(columnBiases[id], stored);
        });

    private static RatingView KeyView() => new(
        from column in Enumerable.Range(1, Columns) from row in Enumerable.Range(1, Rows) select new RatingRow((uint)column, (uint)row, 0), Columns, Rows);

    private static Dictionary<(int Row, int Column), float> AllScores(ITransformer model)
    {
        IDataView scored = model.Transform(KeyView());
        uint[] columns = [.. scored.GetColumn<uint>("Column")], rows = [.. scored.GetColumn<uint>("Row")];
        return scored.GetColumn<float>("Score").Select((score, i) => (score, i)).ToDictionary(s => ((int)rows[s.i] - 1, (int)columns[s.i] - 1), s => s.score);
    }

    private static RatingColumns ColumnsOf(int columns, int rows) => RatingColumns.Find(
        RatingView.SchemaOf(new KeyDataViewType(typeof(uint), columns), new KeyDataViewType(typeof(uint), rows), NumberDataViewType.Single), "Column", "Row", "Label", "input");

    private static float[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
    }
}
