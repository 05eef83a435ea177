namespace Distributed.Learning;

/// <summary>
/// A trained factorization: r̂ = <see cref="Mean"/> + b_u + b_i + p_u·q_i. Rows are table rows; <see cref="Ratings"/> says which id is where.
/// </summary>
public sealed class MatrixFactorizationResult
{
    private readonly MatrixFactorizationTask _task;
    private readonly TrainingResult _result;
    private readonly FactorTables _tables;

    internal MatrixFactorizationResult(MatrixFactorizationTask task, TrainingResult result)
    {
        _task = task;
        _result = result;
        _tables = new(result.Tables);
    }

    /// <summary>What was trained on.</summary>
    public RatingShards Ratings => _task.Ratings;

    /// <summary>Number of factors.</summary>
    public int Rank => _task.Settings.Rank;

    /// <summary>The mean that was taken out of the ratings.</summary>
    public double Mean => _task.Ratings.Mean;

    /// <summary>How it went.</summary>
    public TrainingReport Report => _result.Report;

    /// <summary>The factors of a user row: <see cref="Rank"/> values.</summary>
    public ReadOnlySpan<float> UserFactors(int row) => Factors(_result.Parameters.Values(_tables.UserFactors), row);

    /// <summary>The factors of an item row: <see cref="Rank"/> values.</summary>
    public ReadOnlySpan<float> ItemFactors(int row) => Factors(_result.Parameters.Values(_tables.ItemFactors), row);

    /// <summary>The bias of a user row; 0 without biases.</summary>
    public float UserBias(int row) => _task.Settings.Biases ? _result.Parameters.Values(_tables.UserState)[row * FactorLayout.StateColumns] : 0;

    /// <summary>The bias of an item row; 0 without biases.</summary>
    public float ItemBias(int row) => _task.Settings.Biases ? _result.Parameters.Values(_tables.ItemState)[row * FactorLayout.StateColumns] : 0;

    private ReadOnlySpan<float> Factors(ReadOnlySpan<float> values, int row) => values.Slice(row * FactorLayout.Columns(Rank), Rank);
}
