namespace Distributed.Tool;

/// <summary>What <c>--data</c> names, in the form that a workload reads.</summary>
internal static class DataFile
{
    private const int RatingsMin = 10;

    /// <summary>Reads the file once.</summary>
    /// <param name="workload">The kind of workload that the data are for.</param>
    /// <param name="path">Ratings for <c>mf</c> and <c>mf-sgd</c>; LIBSVM's lines for <c>sparse-logistic</c>; for the others examples with labels, as text or in the IDX form of MNIST.</param>
    /// <returns>Puts the data in the place of those that a workload of this kind generates; its other sizes stay.</returns>
    /// <exception cref="ToolException">The file cannot be read, or holds what the workload does not learn from.</exception>
    internal static Func<Workload, Workload> Read(string workload, string path)
    {
        switch (workload)
        {
            case "mf" or "mf-sgd":
                RatingFile ratings = RatingFile.Read(path);
                if (ratings.Values.Length < RatingsMin)
                    throw new ToolException($"--data: '{path}' holds {ratings.Values.Length} {(ratings.Values.Length == 1 ? "rating" : "ratings")}, of which a tenth is held out to be predicted; give {RatingsMin} at least.");
                return like => like.OnRatings!(ratings.Users, ratings.Items, ratings.Values);
            case "sparse-logistic":
                SparseExamples sparse = SparseFile.Read(path);
                return like => like.OnSparse!(sparse);
            default:
                LabelledFile examples = LabelledFile.Read(path);
                if (workload == "logistic" && examples.Labels.Max() > 1)
                    throw new ToolException($"--data: '{path}' has {examples.Labels.Max() + 1} classes, and a logistic regression knows 0 and 1; take --workload mlp.");
                return like => like.OnExamples!(examples.Features, examples.Labels);
        }
    }
}
