using System.IO.Compression;
using System.Runtime.InteropServices;
using Distributed.Learning;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.Recommender;

namespace Microsoft.ML.Distributed;

/// <summary>
/// Makes a native <see cref="MatrixFactorizationPredictionTransformer"/> of trained numbers: writes the archive that ML.NET saves such a model
/// in, and has ML.NET load it. (The native types have no public constructor.) What comes out is saved, loaded and scored by ML.NET alone.
/// </summary>
internal sealed class MatrixFactorizationModelWriter
{
    private const long MemoryBytesMax = 64L << 20;
    private const int ArchiveOverhead = 1 << 14;

    // A model names the assembly that loads it; these are the real ones' names, whatever this build uses.
    private const string RecommenderAssembly = "Microsoft.ML.Recommender, Version=1.0.0.0, Culture=neutral, PublicKeyToken=cc7b13ffcd2ddd51";
    private const int BufferFloats = 1 << 14;

    private static readonly ModelBlob _parametersBlob = new("FAFAMAPD", 0x00010002, 0x00010001, "MFPredictor", RecommenderAssembly);

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
    internal MatrixFactorizationPredictionTransformer Make(FactorModel model, long memoryBytesMax = MemoryBytesMax)
    {
        long bytes = BodyBytes(model);
        using Stream archive = bytes <= memoryBytesMax ? new MemoryStream((int)bytes + ArchiveOverhead) : TemporaryFile();
        WriteArchive(archive, model);
        archive.Position = 0;
        return (MatrixFactorizationPredictionTransformer)_context.Model.Load(archive, out _);
    }

    /// <summary>Writes the archive that ML.NET would save.</summary>
    internal void WriteArchive(Stream to, FactorModel model)
    {
        using var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true);
        WriteEntry(zip, "TrainingInfo/Version.txt", s => s.Write("5.0.0"u8));
        WriteEntry(zip, "TransformerChain/Model.key", WriteTransformer);
        WriteEntry(zip, "TransformerChain/Model/Model.key", s => _parametersBlob.Write(s, BodyBytes(model), body => WriteParameters(body, model)));
        WriteEntry(zip, "TransformerChain/TrainSchema", s => WriteSchema(s, model));
    }

    private static long BodyBytes(FactorModel model) =>
        (3L * sizeof(int)) + (sizeof(float) * (long)model.StoredRank * ((long)model.Rows + model.Columns));

    private static FileStream TemporaryFile() => new(
        Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.mlnet"),
        new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, BufferSize = 1 << 16, Options = FileOptions.DeleteOnClose });

    private static void WriteEntry(ZipArchive zip, string name, Action<Stream> write)
    {
        using Stream entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
        write(entry);
    }

    private void WriteTransformer(Stream to)
    {
        var blob = new ModelBlob("MAFAPRED", 0x00010001, 0x00010001, "MaFactPredXf", RecommenderAssembly, _columnName, _rowName);
        ReadOnlySpan<int> stringIds = [0, 1];
        byte[] body = MemoryMarshal.AsBytes(stringIds).ToArray();
        blob.Write(to, body.Length, s => s.Write(body));
    }

    /// <summary>The schema that the model expects: only its own columns, so that it does not drag all users' names along.</summary>
    private void WriteSchema(Stream to, FactorModel model)
    {
        var schema = new DataViewSchema.Builder();
        schema.AddColumn(_columnName, new KeyDataViewType(typeof(uint), model.Columns));
        schema.AddColumn(_rowName, new KeyDataViewType(typeof(uint), model.Rows));
        using var buffer = new MemoryStream();

        // A context of its own, because saving tells the log about it, and nobody asked for a file.
        new MLContext(0).Data.SaveAsBinary(new EmptyView(schema.ToSchema()), buffer);
        buffer.WriteTo(to);
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
