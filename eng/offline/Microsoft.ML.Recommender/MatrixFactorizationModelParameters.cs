using System.Runtime.InteropServices;
using Microsoft.ML.Data;
using Microsoft.ML.Models;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers.Recommender;

/// <summary>Two matrices whose product stands for the ratings: row · column.</summary>
public sealed class MatrixFactorizationModelParameters : ICanSaveModel
{
    public readonly int NumberOfRows;
    public readonly int NumberOfColumns;
    public readonly int ApproximationRank;

    private readonly float[] _left;
    private readonly float[] _right;

    internal MatrixFactorizationModelParameters(ModelLoadContext context)
    {
        context.Require(FactorizationVersions.Parameters);
        NumberOfRows = context.Reader.ReadInt32();
        NumberOfColumns = context.Reader.ReadInt32();
        ApproximationRank = context.Reader.ReadInt32();
        Check.Format(NumberOfRows > 0 && NumberOfColumns > 0 && ApproximationRank > 0);
        _left = context.ReadSingles(checked(NumberOfRows * ApproximationRank));
        _right = context.ReadSingles(checked(NumberOfColumns * ApproximationRank));
        RowType = new KeyDataViewType(typeof(uint), NumberOfRows);
        ColumnType = new KeyDataViewType(typeof(uint), NumberOfColumns);
    }

    public IReadOnlyList<float> LeftFactorMatrix => _left;

    public IReadOnlyList<float> RightFactorMatrix => _right;

    internal KeyDataViewType RowType { get; }

    internal KeyDataViewType ColumnType { get; }

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ctx.SetVersion(FactorizationVersions.Parameters);
        ctx.Writer.Write(NumberOfRows);
        ctx.Writer.Write(NumberOfColumns);
        ctx.Writer.Write(ApproximationRank);
        ctx.Writer.Write(MemoryMarshal.AsBytes(_left.AsSpan()));
        ctx.Writer.Write(MemoryMarshal.AsBytes(_right.AsSpan()));
    }

    /// <summary>The score of two keys; NaN if either is missing or beyond the matrix.</summary>
    internal float Score(uint columnKey, uint rowKey)
    {
        if (columnKey == 0 || columnKey > NumberOfColumns || rowKey == 0 || rowKey > NumberOfRows)
            return float.NaN;
        ReadOnlySpan<float> left = _left.AsSpan(((int)rowKey - 1) * ApproximationRank, ApproximationRank);
        ReadOnlySpan<float> right = _right.AsSpan(((int)columnKey - 1) * ApproximationRank, ApproximationRank);
        float score = 0;
        // one after another, as the real one adds: its bits are what tests compare
        for (int i = 0; i < left.Length; i++)
            score += left[i] * right[i];
        return score;
    }
}
