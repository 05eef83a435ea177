using ParameterStore;

namespace Distributed.Learning;

/// <summary>The two tables of a lasso: the shared residuals, a row an example, and the weights, owned by their feature shards and durable with every commit.</summary>
internal readonly record struct LassoTables(TableId Residuals, TableId Weights)
{
    internal LassoTables(IReadOnlyList<TableId> ids)
        : this(ids[0], ids[1])
    {
    }

    internal static TableSpec[] Specs(LassoProblem problem, LinearStart? start)
    {
        float[] first = problem.Labels;
        RowInitializer weights = RowInitializer.Zeros;
        if (start is not null)
        {
            double[] residuals = [.. problem.Labels.Select(y => (double)y)];
            for (int j = 0; j < start.Weights.Length; j++)
                problem.Columns.Add(j, -(double)start.Weights.Span[j], residuals);
            first = [.. residuals.Select(r => (float)r)];
            weights = new ValueInitializer(start.Weights, 1);
        }

        return
        [
            new("residuals", problem.Columns.Rows, 1) { Initial = new ValueInitializer(first, 1) },
            new("weights", problem.Columns.Features, 2) { Initial = weights, Sharing = Sharing.OwnedBy(problem.Columns.Firsts, OwnedDurability.EveryCommit) },
        ];
    }
}
