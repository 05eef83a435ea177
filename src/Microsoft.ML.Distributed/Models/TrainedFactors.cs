using Distributed.Learning;

namespace Microsoft.ML.Distributed;

/// <summary>What a training learned, as ML.NET's model stores it. Rows without ratings keep what they started from, or have zeros.</summary>
internal sealed class TrainedFactors
{
    private readonly MatrixFactorizationResult _result;
    private readonly RatingColumns _columns;
    private readonly FactorStart? _start;
    private readonly bool _folds;

    private TrainedFactors(MatrixFactorizationResult result, RatingColumns columns, FactorStart? start, bool folds)
    {
        _result = result;
        _columns = columns;
        _start = start;
        _folds = folds;
    }

    /// <summary>The model of a training.</summary>
    /// <param name="result">What it learned.</param>
    /// <param name="columns">Says which axis is the users.</param>
    /// <param name="start">What it started from.</param>
    /// <param name="folds">Whether the model holds mean and biases.</param>
    internal static FactorModel ToModel(MatrixFactorizationResult result, RatingColumns columns, FactorStart? start, bool folds)
    {
        var trained = new TrainedFactors(result, columns, start, folds);
        return new(
            columns.RowCount, columns.ColumnCount, result.Rank + (folds ? FoldedBiases.ExtraFactors : 0), trained.FillRow, trained.FillColumn);
    }

    private void FillRow(int id, Span<float> stored)
    {
        float bias = Fill(id, stored, ofUsers: _columns.Users == MatrixAxis.Rows);
        if (_folds)
            FoldedBiases.FoldRow((float)(_result.Mean + bias), stored);
    }

    private void FillColumn(int id, Span<float> stored)
    {
        float bias = Fill(id, stored, ofUsers: _columns.Users == MatrixAxis.Columns);
        if (_folds)
            FoldedBiases.FoldColumn(bias, stored);
    }

    /// <summary>Fills in the factors, and returns the bias.</summary>
    private float Fill(int id, Span<float> stored, bool ofUsers)
    {
        int row = ofUsers ? _result.Ratings.UserRows[id] : _result.Ratings.ItemRows[id];
        Span<float> factors = stored[.._result.Rank];
        if (row >= 0)
        {
            (ofUsers ? _result.UserFactors(row) : _result.ItemFactors(row)).CopyTo(factors);
            return ofUsers ? _result.UserBias(row) : _result.ItemBias(row);
        }

        if (_start is null)
        {
            factors.Clear();
            return 0;
        }

        (ReadOnlyMemory<float> from, ReadOnlyMemory<float> biases) = ofUsers ? (_start.UserFactors, _start.UserBiases) : (_start.ItemFactors, _start.ItemBiases);
        from.Span.Slice(id * _result.Rank, _result.Rank).CopyTo(factors);
        return biases.IsEmpty ? 0 : biases.Span[id];
    }
}
