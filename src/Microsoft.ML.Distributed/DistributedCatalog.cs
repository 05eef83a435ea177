using Microsoft.ML.Trainers.Recommender;

namespace Microsoft.ML.Distributed;

/// <summary>The trainers of this package: <c>mlContext.Distributed()</c>.</summary>
public sealed partial class DistributedCatalog
{
    private readonly MLContext _context;

    internal DistributedCatalog(MLContext context) => _context = context;

    /// <summary>Matrix factorization by several workers.</summary>
    /// <param name="labelColumnName">The column of values to predict: Single.</param>
    /// <param name="matrixColumnIndexColumnName">The key column that counts the matrix' columns.</param>
    /// <param name="matrixRowIndexColumnName">The key column that counts the matrix' rows.</param>
    /// <param name="rank">Factors a row and a column have, ≥ 1.</param>
    /// <param name="learningRate">The initial step size, &gt; 0.</param>
    /// <param name="epochs">Passes over the data, ≥ 1.</param>
    /// <param name="workers">Workers (threads); null for one a processor.</param>
    public DistributedMatrixFactorizationTrainer MatrixFactorization(
        string labelColumnName,
        string matrixColumnIndexColumnName,
        string matrixRowIndexColumnName,
        int rank = 16,
        float learningRate = 0.1f,
        int epochs = 20,
        int? workers = null) => MatrixFactorization(new MatrixFactorizationOptions
        {
            LabelColumnName = labelColumnName,
            MatrixColumnIndexColumnName = matrixColumnIndexColumnName,
            MatrixRowIndexColumnName = matrixRowIndexColumnName,
            Rank = rank,
            LearningRate = learningRate,
            Epochs = epochs,
            Workers = workers,
        });

    /// <summary>Matrix factorization by several workers.</summary>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public DistributedMatrixFactorizationTrainer MatrixFactorization(MatrixFactorizationOptions options) => DistributedMatrixFactorizationTrainer.Make(_context, options);

    /// <summary>The items with the highest scores for many users at once.</summary>
    /// <param name="model">Any matrix factorization: this package's or ML.NET's own, for example a transformer's <c>Model</c>.</param>
    /// <param name="users">The users' keys, from 1.</param>
    /// <param name="n">How many items a user is to get, ≥ 1.</param>
    /// <param name="exclude">What is to be left out for each user; null: nothing.</param>
    /// <param name="usersAre">Which side of the matrix is the users; the other is the items.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">A key is 0 or beyond the model's, <paramref name="n"/> is out of range, or <paramref name="exclude"/> has other numbers of keys than the model.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public Recommendations Recommend(
        MatrixFactorizationModelParameters model,
        ReadOnlyMemory<uint> users,
        int n,
        SeenItems? exclude = null,
        MatrixAxis usersAre = MatrixAxis.Columns,
        CancellationToken cancellationToken = default) => Recommender.Recommend(model, users, n, exclude, usersAre, cancellationToken);
}
