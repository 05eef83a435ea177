using System.Runtime.InteropServices;
using Distributed.Learning;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.Recommender;

namespace Microsoft.ML.Distributed;

/// <summary>Makes a native <see cref="MatrixFactorizationPredictionTransformer"/> of trained numbers, by a <see cref="ModelArchive"/>.</summary>
internal sealed class MatrixFactorizationModelWriter
{
    private const int BufferFloats = 1 << 14;

    private static readonly ModelBlob _parametersBlob = new("FAFAMAPD", 0x00010002, 0x00010001, "MFPredictor", NativeAssemblies.Recommender);

    private readonly MLContext _context;
    private readonly string _columnName;
    private readonly string _rowName;

    /// <param name="context">Loads the model.</param>
    /// <param name="columnName">The matrix column index' column.</param>
    /// <param name="rowName">The matrix row index' column.</param>
    internal MatrixFactorizationModelWriter(MLContext context, string columnName, string rowName)
    {
        _context = context;
        _columnName = columnName;
        _rowName = rowName;
    }

    /// <summary>Refuses a matrix that ML.NET's form cannot hold, or a rank that no table can, which is to be known before training.</summary>
    /// <param name="columns">The matrix.</param>
    /// <param name="rank">Factors, without those two.</param>
    /// <param name="folds">Whether two more factors hold mean and biases.</param>
    /// <param name="argument">The argument to name.</param>
    /// <exception cref="ArgumentOutOfRangeException">Rank × rows exceeds what a native model can hold, or rank what one row of a table can.</exception>
    internal static void CheckSize(RatingColumns columns, int rank, bool folds, string argument)
    {
        long stored = (long)rank + (folds ? FoldedBiases.ExtraFactors : 0);
        int most = Math.Max(columns.RowCount, columns.ColumnCount);
        if (stored * most <= Array.MaxLength)
        {
            // How many of the keys occur, and so become rows of tables, is not known yet; at least one does.
            if (rank > MatrixFactorizationTables.RankMax(1))
                throw new ArgumentOutOfRangeException(argument, rank, $"Rank is {rank}; a table can hold at most {MatrixFactorizationTables.RankMax(1)} factors a row.");
            return;
        }

        long rankMost = (Array.MaxLength / most) - (stored - rank);
        string remedy = rankMost >= 1 ? $"use a rank of at most {rankMost}, or fewer keys" : "use fewer keys";
        string why = folds ? $"rank {rank} and {FoldedBiases.ExtraFactors} for mean and biases" : $"rank {rank}";
        throw new ArgumentOutOfRangeException(
            argument,
            $"{most} keys of {stored} factors ({why}) are {stored * most} numbers, but ML.NET's model holds at most {Array.MaxLength}; {remedy}.");
    }

    /// <summary>Makes the transformer.</summary>
    /// <param name="model">The numbers.</param>
    /// <param name="memoryBytesMax">A larger archive goes through a temporary file rather than memory.</param>
    internal MatrixFactorizationPredictionTransformer Make(FactorModel model, long memoryBytesMax = ModelArchive.MemoryBytesMax) =>
        Archive(model).Load<MatrixFactorizationPredictionTransformer>(_context, memoryBytesMax);

    /// <summary>Writes the archive that ML.NET would save.</summary>
    internal void WriteArchive(Stream to, FactorModel model) => Archive(model).Write(to);

    private static long BodyBytes(FactorModel model) =>
        (3L * sizeof(int)) + (sizeof(float) * (long)model.StoredRank * ((long)model.Rows + model.Columns));

    private ModelArchive Archive(FactorModel model)
    {
        var schema = new DataViewSchema.Builder();
        schema.AddColumn(_columnName, new KeyDataViewType(typeof(uint), model.Columns));
        schema.AddColumn(_rowName, new KeyDataViewType(typeof(uint), model.Rows));
        var transformer = new ModelBlob("MAFAPRED", 0x00010001, 0x00010001, "MaFactPredXf", NativeAssemblies.Recommender, _columnName, _rowName);
        ReadOnlySpan<int> stringIds = [0, 1];
        return new(
            schema.ToSchema(),
            ModelPart.Of("", transformer, MemoryMarshal.AsBytes(stringIds).ToArray()),
            new("Model", _parametersBlob, BodyBytes(model), body => WriteParameters(body, model)));
    }

    private static void WriteParameters(Stream to, FactorModel model)
    {
        ReadOnlySpan<int> shape = [model.Rows, model.Columns, model.StoredRank];
        to.Write(MemoryMarshal.AsBytes(shape));
        WriteFactors(to, model.Rows, model.StoredRank, model.FillRow);
        WriteFactors(to, model.Columns, model.StoredRank, model.FillColumn);
    }

    private static void WriteFactors(Stream to, int count, int storedRank, FillFactors fill)
    {
        int atOnce = Math.Max(1, BufferFloats / storedRank);
        var buffer = new float[atOnce * storedRank];
        for (int first = 0; first < count; first += atOnce)
        {
            int some = Math.Min(atOnce, count - first);
            for (int i = 0; i < some; i++)
                fill(first + i, buffer.AsSpan(i * storedRank, storedRank));
            to.Write(MemoryMarshal.AsBytes(buffer.AsSpan(0, some * storedRank)));
        }
    }
}
